// The service's leases by name.

/** Inject with `@Inject(LEASES) leases: LeaseStore`. */
export const LEASES = Symbol('LEASES');

/** A lease without a socket, for those who were there when the process stopped. */
export const RESUMED = 'resumed';
