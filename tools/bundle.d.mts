// What bundle.mjs offers to specs.
export function bundle(
  input?: Readonly<Record<string, string>>,
  dir?: string,
): Promise<{ readonly ok: boolean; readonly output: string }>;
