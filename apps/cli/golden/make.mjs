// Accepts today's rules as golden: run it by hand, and only when a change of decisions is meant. A new rule version gets
// a new file beside the old ones, which stay for ever.
import { writeFileSync } from 'node:fs';
import { makeGolden } from '../dist/testing/golden.js';

const write = (name, lines) => writeFileSync(new URL(name, import.meta.url), `${lines.join('\n')}\n`);

const { lines, hashes } = await makeGolden();
write('routing-v1.jsonl', lines);
write('routing-v1.hashes', hashes);
process.stdout.write(`${lines.length} records, ${hashes.length} states\n`);
