// Plain data: what may stand in an event, a snapshot or a settings document.

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };
