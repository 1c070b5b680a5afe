// What process.mjs offers to specs.
export function freePort(): Promise<number>;
