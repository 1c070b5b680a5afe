// `npm run frontdesk -- …`: the command line. Silent but for its own words when nothing had to be built.
import { launch } from './launch.mjs';

await launch('dist/frontdesk.js');
