// The connections of this process to the other ones of the installation.
import { Agent } from 'undici';

/** One of our own: undici's global one is whichever of Node's `fetch` and this package was used first. */
export const connections = new Agent();
