// The seed of this tree: the same sources draw the same chance in every test run, other sources draw another one.
import { program } from './run.mjs';

/** @returns {Promise<string>} below 2 ** 28; drawn by the clock where there is no git */
export async function treeSeed() {
  const { ok, output } = await program('git', ['rev-parse', 'HEAD^{tree}']);
  return String(ok ? parseInt(output.slice(0, 7), 16) : Date.now() % 2 ** 28);
}
