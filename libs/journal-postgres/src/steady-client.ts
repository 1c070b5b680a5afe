// A database client whose breaking ends no process.
import { Client, type ClientConfig } from 'pg';

/**
 * For pools (their option `Client`) and alone. A client with no listener for its errors ends the process by its first
 * one, and a pool's has none from the moment it is handed out until the borrower sets one: what a dying server says right
 * behind its greeting comes in between. Here nothing is lost by it: the next statement fails, and a pool hears it too.
 */
export class SteadyClient extends Client {
  constructor(config?: string | ClientConfig) {
    super(config);
    this.on('error', () => undefined);
  }
}
