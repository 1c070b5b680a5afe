// What a refused request looks like in the pages: the server's problem document, or one made up for a dead network.
import type { Problem } from '@frontdesk/contracts';

export class ApiProblem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string,
    readonly errors: NonNullable<Problem['errors']> = [],
  ) {
    super(detail);
    this.name = 'ApiProblem';
  }
}

export async function readProblem(response: Response): Promise<ApiProblem> {
  try {
    const body = (await response.json()) as Partial<Problem>;
    return new ApiProblem(
      response.status,
      body.code ?? 'unknown',
      body.detail ?? body.title ?? response.statusText,
      body.errors ?? [],
    );
  } catch {
    return new ApiProblem(response.status, 'unknown', response.statusText);
  }
}

/** No answer at all. Status 0 never comes from a server. */
export const unreachable = (): ApiProblem => new ApiProblem(0, 'unreachable', 'The server cannot be reached.');

export function isProblem(error: unknown, status?: number): error is ApiProblem {
  return error instanceof ApiProblem && (status === undefined || error.status === status);
}

/** Whether the same request may succeed later without anybody changing it. */
export function isTransient(error: unknown): boolean {
  return error instanceof ApiProblem && (error.status === 0 || error.status === 429 || error.status >= 500);
}
