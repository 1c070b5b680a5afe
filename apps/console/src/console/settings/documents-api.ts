// Reading and writing one settings document. The version travels as ETag: nobody overwrites what they have not seen.
import type { Versioned } from '@frontdesk/contracts';
import type { Http } from '../../api/http';
import { isProblem } from '../../api/problem';

/** A document nobody has written yet reads as its fallback, version 0. */
export async function readDocument<D>(
  http: Http,
  path: string,
  fallback: D,
  signal?: AbortSignal,
): Promise<Versioned<D>> {
  try {
    return await http.get<Versioned<D>>(`/settings/${path}`, signal);
  } catch (error) {
    if (!isProblem(error, 404)) throw error;
    return { id: null, version: 0, changedAt: '', changedBy: '', document: fallback };
  }
}

/** @param reason why, for the history; an empty one is none */
export async function writeDocument<D>(
  http: Http,
  path: string,
  document: D,
  version: number,
  reason: string,
): Promise<void> {
  const headers: Record<string, string> =
    version === 0 ? { 'if-none-match': '*' } : { 'if-match': `"${String(version)}"` };
  const why = reason.trim() === '' ? '' : `?reason=${encodeURIComponent(reason.trim())}`;
  await http.request('PUT', `/settings/${path}${why}`, { body: document, headers });
}

export async function deleteDocument(http: Http, path: string, version: number): Promise<void> {
  await http.request('DELETE', `/settings/${path}`, { headers: { 'if-match': `"${String(version)}"` } });
}
