// The arrows that may be drawn between projects. ESLint, dependency-cruiser and their tests read this one table.

/** Which kinds of project a kind may import. The kinds are the Nx tags in each project's package.json. */
export const ARROWS = {
  kernel: [],
  core: ['kernel'],
  contracts: ['kernel', 'core'],
  engine: ['kernel', 'engine'],
  adapter: ['kernel', 'engine', 'adapter'],
  nest: ['kernel', 'core', 'contracts', 'engine'],
  shell: ['kernel', 'core', 'contracts', 'engine', 'nest'],
  runtime: ['kernel', 'contracts', 'engine', 'adapter', 'nest'],
  composition: [
    'kernel',
    'core',
    'contracts',
    'engine',
    'adapter',
    'nest',
    'shell',
    'runtime',
    'composition',
    'checker',
  ],
  checker: [],
  test: ['kernel', 'core', 'engine', 'checker'],
  app: ['contracts'],
};

/** A service's entry point chooses the adapters, so it alone of its project may see the runtime. */
export const ENTRY_POINT = [...ARROWS.shell, 'runtime'];

/** Specs of a shell may run it on a real database. */
export const SHELL_SPEC = [...ARROWS.shell, 'adapter', 'runtime'];

export const CORES = ['settings', 'presence', 'conversation', 'submission', 'routing'];

/** A service imports the core of its own name; this one's is called otherwise. */
export const OWN_CORE = { 'assignment-queue': ['routing'] };

/** Which packages from npm may be imported where; a package without a line may be imported outside of the cores. */
export const VENDORS = {
  pg: '^(libs/(journal-postgres|bus-kafka|embedded-postgres|runtime)|services|apps/cli)/',
  typeorm: '^(libs/(nest|runtime)|services)/',
  kafkajs: '^libs/bus-kafka/',
  ioredis: '^libs/lease-redis/',
  '@aws-sdk/[^/]+': '^libs/files-s3/',
  'file-type': '^libs/nest/',
  '@nestjs/[^/]+': '^(libs/(nest|runtime)|services|apps/cli)/',
  fastify: '^(libs/(nest|runtime)|services)/',
  '@fastify/[^/]+': '^(libs/(nest|runtime)|services)/',
  commander: '^apps/cli/',
  nodemailer: '^services/submission/src/delivery/',
  'csv-stringify': '^services/submission/src/',
  typebox: '^(libs/contracts|services/gateway)/',
  react: '^apps/console/',
  'oidc-client-ts': '^apps/console/src/session/',
  'oidc-provider': '^tests/',
  preact: '^apps/widget/',
};
