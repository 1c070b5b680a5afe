// Proof that dependency-cruiser catches what the laws forbid between files: a small tree in which each file breaks one.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');
const uses = (name) => `import { x } from '${name}';\nexport const y = x;\n`;

const LIBS = [
  'files',
  'kernel',
  'routing',
  'settings',
  'conversation',
  'contracts',
  'journal',
  'runtime',
  'checker',
  'nest',
];
const PACKAGES = [
  'pg',
  'kafkajs',
  'ioredis',
  'typeorm',
  'commander',
  'lodash',
  '@nestjs/common',
  '@aws-sdk/client-s3',
  'file-type',
];

/** Where a file stands, what it says, and the rule that must catch it; no rule: it must pass. */
const CASES = [
  ['libs/kernel/src/a.ts', uses('lodash'), 'pure-without-packages'],
  ['libs/conversation/src/a.ts', uses('lodash'), 'pure-without-packages'],
  ['libs/conversation/src/b.ts', uses('node:fs'), 'pure-without-node'],
  ['libs/conversation/src/c.ts', uses('@frontdesk/settings'), 'cores-apart'],
  ['libs/conversation/src/d.ts', uses('@frontdesk/kernel'), undefined],
  ['libs/conversation/src/e.spec.ts', uses('lodash'), undefined],
  ['libs/journal/src/a.ts', uses('lodash'), 'engine-without-packages'],
  ['libs/journal/src/b.ts', uses('pg'), 'vendor-pg'],
  ['libs/journal-postgres/src/a.ts', uses('pg'), undefined],
  ['libs/nest/src/a.ts', uses('kafkajs'), 'vendor-kafkajs'],
  ['libs/nest/src/b.ts', uses('ioredis'), 'vendor-ioredis'],
  ['libs/files/src/a.ts', uses('lodash'), 'engine-without-packages'],
  ['libs/files/src/b.ts', uses('@aws-sdk/client-s3'), 'vendor-awssdk'],
  ['libs/files-s3/src/a.ts', uses('@aws-sdk/client-s3'), undefined],
  ['libs/files-s3/src/b.ts', uses('file-type'), 'vendor-filetype'],
  ['libs/nest/src/d.ts', uses('file-type'), undefined],
  ['libs/nest/src/c.ts', uses('@nestjs/common'), undefined],
  ['libs/journal/src/c.ts', uses('@nestjs/common'), 'vendor-nestjs'],
  ['libs/journal/src/d.ts', uses('typeorm'), 'vendor-typeorm'],
  ['services/settings/src/a.ts', uses('commander'), 'vendor-commander'],
  ['services/settings/src/b.ts', uses('@frontdesk/settings'), undefined],
  ['services/settings/src/c.ts', uses('@frontdesk/conversation'), 'own-core-only'],
  ['services/assignment-queue/src/a.ts', uses('@frontdesk/routing'), undefined],
  ['services/assignment-queue/src/b.ts', uses('@frontdesk/settings'), 'own-core-only-assignment-queue'],
  ['services/gateway/src/a.ts', uses('@frontdesk/contracts'), undefined],
  ['services/gateway/src/b.ts', uses('@frontdesk/conversation'), 'own-core-only'],
  ['services/settings/src/d.ts', uses('@frontdesk/runtime'), 'runtime-by-entry-points-only'],
  ['services/settings/src/main.ts', uses('@frontdesk/runtime'), undefined],
  ['services/all-in-one/src/a.ts', uses('@frontdesk/runtime'), undefined],
  ['libs/checker/src/a.ts', uses('@frontdesk/kernel'), 'checker-shares-no-code'],
  ['libs/checker/src/b.ts', uses('lodash'), 'checker-shares-no-code'],
  ['libs/checker/src/c.ts', uses('node:fs'), undefined],
  ['services/settings/src/e.ts', uses('../../../libs/kernel/src/index.js'), 'no-relative-way-across-projects'],
  ['libs/nest/src/ring-a.ts', uses('./ring-b.js'), 'no-cycle'],
  ['libs/nest/src/types-a.ts', "import type { B } from './types-b.js';\nexport type A = { b: B };\n", 'no-cycle'],
  ['libs/nest/src/mixed-a.ts', "import { type B } from './mixed-b.js';\nexport const a = (b: B) => b;\n", 'no-cycle'],
  ['libs/nest/src/inline-a.ts', "export const a = (b: import('./inline-b.js').B) => b;\n", 'no-cycle'],
  ['libs/nest/src/gone.ts', uses('./nowhere.js'), 'no-unresolvable'],
];

let tree;
let violations;
beforeAll(() => {
  tree = realpathSync(mkdtempSync(join(tmpdir(), 'frontdesk-laws-')));
  const write = (file, text) => {
    mkdirSync(dirname(join(tree, file)), { recursive: true });
    writeFileSync(join(tree, file), text);
  };
  for (const lib of LIBS) {
    write(`libs/${lib}/package.json`, manifest(`@frontdesk/${lib}`, './src/index.ts'));
    write(`libs/${lib}/src/index.ts`, 'export const x = 1;\n');
    mkdirSync(join(tree, 'node_modules/@frontdesk'), { recursive: true });
    symlinkSync(join(tree, 'libs', lib), join(tree, 'node_modules/@frontdesk', lib), 'junction');
  }
  for (const name of PACKAGES) {
    write(`node_modules/${name}/package.json`, manifest(name, './index.js'));
    write(`node_modules/${name}/index.js`, 'export const x = 1;\n');
  }
  for (const [file, text] of CASES) write(file, text);
  // A circle is told once, at one of its files.
  write('libs/nest/src/ring-b.ts', uses('./ring-a.js'));
  write('libs/nest/src/types-b.ts', "import type { A } from './types-a.js';\nexport type B = { a: A };\n");
  write('libs/nest/src/mixed-b.ts', "import { a } from './mixed-a.js';\nexport type B = ReturnType<typeof a>;\n");
  write('libs/nest/src/inline-b.ts', "import type { a } from './inline-a.js';\nexport type B = typeof a;\n");
  copyFileSync(join(ROOT, 'tsconfig.base.json'), join(tree, 'tsconfig.base.json'));
  const cli = join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const config = ['--config', join(ROOT, '.dependency-cruiser.cjs'), '--output-type', 'json'];
  const run = spawnSync(process.execPath, [cli, ...config, 'libs', 'services'], {
    cwd: tree,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  if (!run.stdout.startsWith('{')) throw new Error(run.stderr || run.stdout);
  violations = JSON.parse(run.stdout).summary.violations.map(({ from, rule }) => `${from}: ${rule.name}`);
}, 60_000);
afterAll(() => rmSync(tree, { recursive: true, force: true }));

const manifest = (name, entry) => JSON.stringify({ name, version: '1.0.0', type: 'module', exports: { '.': entry } });
const of = (file) => violations.filter((one) => one.startsWith(`${file}: `));

describe('what one file may import', () => {
  it.each(CASES.filter(([, , rule]) => rule))('%s is refused', (file, _text, rule) => {
    expect(of(file)).toContain(`${file}: ${rule}`);
  });
  it.each(CASES.filter(([, , rule]) => !rule))('%s passes', (file) => {
    expect(of(file)).toEqual([]);
  });
});
