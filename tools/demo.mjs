// `npm run demo`: the product with a small company in it and visitors that come, wait and write.
import { launch } from './launch.mjs';

await launch('apps/cli/dist/demo/main.js');
