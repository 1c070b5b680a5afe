// What stands in front of the gateways: a balancer that asks each of them whether it lives, and sends nobody to one that
// says nothing. A frozen process keeps its connections, so its clients would wait until they lose patience.

const EVERY_MS = 500;
/** A living process answers that within this time, also on a busy machine. */
const SILENT_MS = 1_500;

export class Edge {
  #turn = 0;
  /** By gateway: aborted when it falls silent; a new one when it answers again. */
  #lives = new Map();
  #stopped = false;

  /** @param {readonly string[]} gateways */
  constructor(gateways) {
    this.gateways = gateways;
    for (const url of gateways) {
      this.#lives.set(url, new AbortController());
      void this.#watch(url);
    }
  }

  /** The next one that lives; if none is known to, the next one. */
  next() {
    for (let i = 0; i < this.gateways.length; i++) {
      const url = this.gateways[this.#turn++ % this.gateways.length];
      if (!this.lost(url).aborted) return url;
    }
    return this.gateways[this.#turn++ % this.gateways.length];
  }

  /** Aborted as soon as this gateway is silent. */
  lost(url) {
    return this.#lives.get(url).signal;
  }

  stop() {
    this.#stopped = true;
  }

  async #watch(url) {
    while (!this.#stopped) {
      const lives = await isAlive(url);
      const { aborted } = this.lost(url);
      if (lives && aborted) this.#lives.set(url, new AbortController());
      if (!lives && !aborted) this.#lives.get(url).abort(new Error(`${url} does not live`));
      await new Promise((done) => setTimeout(done, EVERY_MS).unref());
    }
  }
}

/** No balancer: one process with one address, which is asked however silent it is. */
export function oneAddress(url) {
  const { signal } = new AbortController();
  return { next: () => url, lost: () => signal };
}

async function isAlive(url) {
  try {
    const response = await fetch(`${url}/health/live`, { signal: AbortSignal.timeout(SILENT_MS) });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}
