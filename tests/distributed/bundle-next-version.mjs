// Makes one file of the next version, as the programs of the old one are. A process of its own: the bundler's native part
// knows no objects of Jest's.
import { join } from 'node:path';
import { bundle } from '../../tools/bundle.mjs';

const input = { 'next-version': join(import.meta.dirname, 'next-version.mjs') };
const { ok, output } = await bundle(input, process.argv[2]);
if (!ok) throw new Error(output);
