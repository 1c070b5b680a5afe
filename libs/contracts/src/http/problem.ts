// RFC 9457: what every error looks like, on every route.

export interface Problem {
  /** A link into the project's list of problems. */
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly instance: string;
  readonly code: string;
  readonly errors?: readonly { readonly pointer: string; readonly code: string; readonly message: string }[];
  readonly trace_id: string;
}
