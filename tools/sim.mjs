// `npm run sim -- --seeds 2000`: seeded worlds around the engine; each seed repeats its history.
import { launch } from './launch.mjs';

await launch('libs/sim/dist/main.js');
