// A random UUID also where `crypto.randomUUID` is missing: that exists only on secure origins, and hosts may be plain
// http. The browser names every object URL with one, on any origin.

export function uuid(): string {
  const url = URL.createObjectURL(new Blob());
  URL.revokeObjectURL(url);
  return url.slice(-36);
}
