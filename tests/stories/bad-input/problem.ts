// A request that is wrong, and the problem that must answer it.
import { expect } from '@jest/globals';
import type { Problem } from '@frontdesk/contracts';

export interface Case {
  readonly as?: string;
  readonly ask: string;
  readonly body?: unknown;
  readonly raw?: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
  readonly status: number;
  readonly code: string;
  readonly pointers?: readonly string[];
  readonly says?: string | RegExp;
}

/** A problem in the form that every answer promises, and not a word of what stands behind it. */
export async function expectProblem(response: Response, { status, code, pointers, says }: Case): Promise<void> {
  const text = await response.text();
  expect(`${response.status} ${text}`).toContain(`${status} {`);
  expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json(;|$)/);
  const problem = JSON.parse(text) as Problem;
  expect(problem).toMatchObject({ code, status, type: `/problems/${code}` });
  expect(problem.trace_id).toBe(response.headers.get('x-trace-id'));
  expect(problem.trace_id).toMatch(/^[0-9a-f]{32}$/);
  expect(problem.instance).toMatch(/^\//);
  expect(problem.detail).toMatch(/[.?]$/);
  expect(text).not.toMatch(/node_modules|\n\s+at |SELECT|INSERT|QueryFailed/);
  if (pointers) expect([...new Set((problem.errors ?? []).map(({ pointer }) => pointer))].sort()).toEqual(pointers);
  if (says) expect(problem.detail).toMatch(says);
  if (status === 401) expect(response.headers.get('www-authenticate')).toBe('Bearer');
}
