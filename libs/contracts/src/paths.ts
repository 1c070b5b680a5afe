// Which service answers which path: the gateway forwards by it, an ingress may do the same, and a client can't tell.

const PATHS: readonly (readonly [prefix: string, service: string])[] = [
  ['/v1/visitor-sessions', 'conversation'],
  ['/v1/conversations', 'conversation'],
  ['/v1/queue', 'assignment-queue'],
  ['/v1/explanations', 'assignment-queue'],
  ['/v1/board', 'assignment-queue'],
  ['/v1/settings', 'settings'],
  ['/v1/api-keys', 'settings'],
  ['/v1/people', 'settings'],
  ['/v1/me', 'settings'],
  ['/v1/presence', 'presence'],
  ['/v1/submissions', 'submission'],
  ['/demo-issuer', 'demo-issuer'],
];

/** The service that owns a path; null: the gateway's own, or nobody's. */
export function serviceOfPath(path: string): string | null {
  const found = PATHS.find(([prefix]) => path === prefix || path.startsWith(`${prefix}/`));
  return found?.[1] ?? null;
}

/** Everything that the gateway forwards, as route prefixes. */
export const FORWARDED: readonly string[] = PATHS.map(([prefix]) => prefix);
