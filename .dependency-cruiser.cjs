// The rules between files: cycles, vendors, and who may reach whom where a project's tag is too coarse.
// The tables come from tools/laws/arrows.mjs; this file is CommonJS because its reader wants that.
const { CORES, OWN_CORE, VENDORS } = require('./tools/laws/arrows.mjs');

const TESTS = '(\\.spec\\.tsx?$|/testing/)';
const PURE = `^libs/(kernel|${CORES.join('|')})/`;
const RUNTIME_USERS = '^(libs/runtime/|services/[^/]+/src/main\\.ts$|services/all-in-one/|apps/cli/)';

const vendorRules = Object.entries(VENDORS).map(([name, allowed]) => ({
  name: `vendor-${name.replace(/[^a-z]+/gi, '')}`,
  comment: `${name} is imported in few places, so that it can be replaced there.`,
  severity: 'error',
  from: { path: '^(libs|services|apps)/', pathNot: [allowed, TESTS] },
  to: { path: `node_modules/(${name})/` },
}));

const exceptions = Object.keys(OWN_CORE).join('|');
const ownCoreRules = [
  {
    name: 'own-core-only',
    comment: 'A service imports the core of its own name; of the others it knows the contracts.',
    severity: 'error',
    from: { path: '^services/([^/]+)/', pathNot: [`^services/(${exceptions}|all-in-one)/`, TESTS] },
    to: { path: `^libs/(${CORES.join('|')})/`, pathNot: '^libs/$1/' },
  },
  ...Object.entries(OWN_CORE).map(([service, own]) => ({
    name: `own-core-only-${service}`,
    comment: `${service} imports ${own.length ? own.join(', ') : 'no core'}.`,
    severity: 'error',
    from: { path: `^services/${service}/`, pathNot: TESTS },
    to: { path: `^libs/(${CORES.filter((core) => !own.includes(core)).join('|')})/` },
  })),
];

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycle',
      comment: 'Files in a circle can only be understood together, whether it is closed by a value or by a type.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-unresolvable',
      severity: 'error',
      from: { path: '^(libs|services|apps/cli)/' },
      to: { couldNotResolve: true },
    },
    {
      name: 'pure-without-packages',
      comment: 'Kernel and cores import no package: what they decide must not depend on one.',
      severity: 'error',
      from: { path: PURE, pathNot: TESTS },
      to: { path: 'node_modules' },
    },
    {
      name: 'pure-without-node',
      comment: 'Kernel and cores run in any JavaScript: no node:* modules.',
      severity: 'error',
      from: { path: PURE, pathNot: TESTS },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'cores-apart',
      comment: 'Cores never import each other; what they share is the kernel.',
      severity: 'error',
      from: { path: `^libs/(${CORES.join('|')})/` },
      to: { path: `^libs/(${CORES.join('|')})/`, pathNot: '^libs/$1/' },
    },
    {
      name: 'engine-without-packages',
      comment: 'Journal, lease, files and engine are the ports: no framework, no vendor.',
      severity: 'error',
      from: { path: '^libs/(journal|lease|files|engine)/', pathNot: TESTS },
      to: { path: 'node_modules', pathNot: 'node_modules/@types/node/' },
    },
    {
      name: 'checker-shares-no-code',
      comment: 'The checker reads exported logs independently; shared code would share its faults.',
      severity: 'error',
      from: { path: '^libs/checker/', pathNot: TESTS },
      to: { path: '^(libs/(?!checker/)|services|apps)|node_modules/(?!@types/node/)' },
    },
    {
      name: 'runtime-by-entry-points-only',
      comment: 'Adapters are chosen in one place: entry points and compositions see the runtime, nobody else.',
      severity: 'error',
      from: { path: '^(libs|services|apps)/', pathNot: [RUNTIME_USERS, TESTS] },
      to: { path: '^libs/runtime/' },
    },
    {
      name: 'no-relative-way-across-projects',
      comment: 'Another project is reached by its name, so that only its index is its surface.',
      severity: 'error',
      from: { path: '^(libs|services|apps)/([^/]+)/' },
      to: { path: '^(libs|services|apps)/', pathNot: '^$1/$2/', dependencyTypes: ['local'] },
    },
    ...ownCoreRules,
    ...vendorRules,
  ],
  options: {
    doNotFollow: { path: ['node_modules', '/dist/'] },
    exclude: { path: ['/dist/', '/out-spec/', '^tests/laws/fixtures'] },
    tsConfig: { fileName: 'tsconfig.base.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['@frontdesk/source', 'import', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
    },
  },
};
