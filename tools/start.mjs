// `npm start`: the whole product in one process. It starts its own database and tells the addresses itself.
import { launch } from './launch.mjs';

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`Frontdesk needs Node 20.19 or newer; this is ${process.version}\n`);
  process.exit(1);
}
if (process.argv.length > 2) {
  process.stderr.write(
    `npm start takes no options (${process.argv.slice(2).join(' ')}); PORT=3413 npm start chooses a port, docs/running.md tells the rest\n`,
  );
  process.exit(2);
}
// Not as one file: whoever starts for the first time would wait longer for that than it saves (docs/adr/0034).
await launch('services/all-in-one/dist/main.js');
