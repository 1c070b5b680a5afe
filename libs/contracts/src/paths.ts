// Which service answers which path: the gateway forwards by it, an ingress may do the same, and a client can't tell.

/** The first that fits; `:id` stands for any one part. What the engine answers stands below the conversation it is about. */
const PATHS: readonly (readonly [prefix: string, service: string])[] = [
  ['/v1/conversations/:id/offer', 'assignment-queue'],
  ['/v1/conversations/:id/assign', 'assignment-queue'],
  ['/v1/conversations/:id/keep-waiting', 'assignment-queue'],
  ['/v1/conversations/:id/wrap-up', 'assignment-queue'],
  ['/v1/visitor-sessions', 'conversation'],
  ['/v1/visitors', 'conversation'],
  ['/v1/conversations', 'conversation'],
  ['/v1/files', 'conversation'],
  ['/v1/queue', 'assignment-queue'],
  ['/v1/explanations', 'assignment-queue'],
  ['/v1/board', 'assignment-queue'],
  ['/v1/settings', 'settings'],
  ['/v1/api-keys', 'settings'],
  ['/v1/people', 'settings'],
  ['/v1/me', 'settings'],
  ['/v1/channels', 'settings'],
  ['/v1/presence', 'presence'],
  ['/v1/submissions', 'submission'],
  ['/demo-issuer', 'demo-issuer'],
];

/** The service that owns a path; null: the gateway's own, or nobody's. */
export function serviceOfPath(path: string): string | null {
  const parts = path.split('/');
  return PATHS.find(([prefix]) => begins(parts, prefix.split('/')))?.[1] ?? null;
}

function begins(parts: readonly string[], prefix: readonly string[]): boolean {
  return prefix.every((part, i) => part === parts[i] || (part.startsWith(':') && (parts[i] ?? '') !== ''));
}

/** Everything that the gateway forwards, as route prefixes. */
export const FORWARDED: readonly string[] = PATHS.map(([prefix]) => prefix);

/** Where a body may be a calendar. */
export const isCalendarPath = (url: string): boolean => /^\/v1\/settings\/hours\/import(\?|$)/.test(url);

/** Where bodies are the bytes of a file, `…/files?name=…`. */
export const isUploadPath = (url: string): boolean => /^\/v1\/[a-z-]+(\/[\w-]{1,100})?\/files(\?|$)/.test(url);

/** Where bodies are forms, because a standard says so: the token endpoint of an OIDC issuer. */
export const isFormPath = (url: string): boolean => /^\/demo-issuer\/oauth\/token(\?|$)/.test(url);
