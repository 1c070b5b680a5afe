// `npm start`: the whole product in one process. It starts its own database and tells the addresses itself.
import { launch } from './launch.mjs';

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`Frontdesk needs Node 20.19 or newer; this is ${process.version}\n`);
  process.exit(1);
}
await launch('dist/all-in-one.js');
