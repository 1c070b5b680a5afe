// The seed of the last commit's tree: it draws the same chance in every test run, another one draws another.
import { program } from './run.mjs';

/** @returns {Promise<string>} below 2 ** 28; drawn by the clock where there is no git */
export async function treeSeed() {
  const { output } = await program('git', ['rev-parse', 'HEAD^{tree}']);
  const hash = /^[0-9a-f]{40}/m.exec(output)?.[0];
  return String(hash ? parseInt(hash.slice(0, 7), 16) : Date.now() % 2 ** 28);
}
