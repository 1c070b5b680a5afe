// Where a page came from, by its Origin header: our own pages, a site that a channel names, or somebody else's.
//
// Browsers send the header and scripts can't change it; whoever is no browser sends what they like, and needs a token all
// the same.

/** Whether a page of this origin is served by ourselves. */
export function isOwnOrigin(origin: string, publicUrl: string, host: string | undefined): boolean {
  if (!URL.canParse(origin)) return false;
  const { host: from, origin: name } = new URL(origin);
  return name === new URL(publicUrl).origin || from === host;
}

/** This machine by one of its own names: what runs there is whoever sits before it. */
export const isLoopback = (hostname: string): boolean => ['localhost', '127.0.0.1', '[::1]'].includes(hostname);

/** None named: pages of any origin. `https://*.example.com` stands for every name below it, not for itself. */
export function isAllowedOrigin(origin: string, allowed: readonly string[]): boolean {
  if (allowed.length === 0) return true;
  const given = origin.toLowerCase().replace(/\/$/, '');
  return allowed.some((pattern) => {
    const wanted = pattern.toLowerCase().replace(/\/$/, '');
    const [scheme, domain] = wanted.split('://*.');
    if (domain === undefined) return given === wanted;
    return given.startsWith(`${scheme}://`) && given.endsWith(`.${domain}`);
  });
}
