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

export async function writeDocument<D>(http: Http, path: string, document: D, version: number): Promise<void> {
  const headers: Record<string, string> =
    version === 0 ? { 'if-none-match': '*' } : { 'if-match': `"${String(version)}"` };
  await http.request('PUT', `/settings/${path}`, { body: document, headers });
}

export async function deleteDocument(http: Http, path: string, version: number): Promise<void> {
  await http.request('DELETE', `/settings/${path}`, { headers: { 'if-match': `"${String(version)}"` } });
}
