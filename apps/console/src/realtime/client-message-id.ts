// The sender's own id of a message: sent twice it is sent once.

/** `randomUUID` exists only on secure origins; a reception may be tried over plain http in a local network. */
export function newClientMessageId(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID();
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
