// Proof that the laws on sizes, names, purposes, booting, lists and documents catch a breach; and that cores compile without
// anything of Node.
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { checkLaws } from '../../tools/laws/index.mjs';

const ROOT = join(import.meta.dirname, '../..');
const GOOD = '// What it is for.\nexport const x = 1;\n';
const lines = (count) => `// What it is for.\n${'export {};\n'.repeat(count - 1)}`;

let tree;
beforeEach(() => {
  tree = mkdtempSync(join(tmpdir(), 'frontdesk-form-'));
  write('libs/kernel/package.json', '{}');
  write('libs/kernel/src/index.ts', GOOD);
});
afterEach(() => rmSync(tree, { recursive: true, force: true }));

function write(file, text) {
  mkdirSync(dirname(join(tree, file)), { recursive: true });
  writeFileSync(join(tree, file), text);
}
const breaches = () => checkLaws(tree).breaches.map(({ law, file }) => `${law} ${file}`);

describe('the laws on form', () => {
  it('find nothing in a good tree', () => {
    expect(breaches()).toEqual([]);
  });

  it('refuse a file of more than 350 lines, but not a test, a migration or generated code', () => {
    write('libs/kernel/src/long.ts', lines(351));
    for (const apart of ['a.spec.ts', 'migrations/a.ts', 'generated/a.ts', 'golden/a.ts', 'testing/a.ts']) {
      write(`libs/kernel/src/${apart}`, lines(900));
    }
    for (let at = 0; at < 40; at++) write(`libs/kernel/src/f${at}.ts`, GOOD);
    expect(breaches()).toEqual(['file-length libs/kernel/src/long.ts']);
  });

  it('refuse a tree in which one file of twenty is longer than 250 lines', () => {
    for (let at = 0; at < 10; at++) write(`libs/kernel/src/f${at}.ts`, at === 0 ? lines(251) : GOOD);
    expect(breaches()).toEqual(['file-length-p95 (all)']);
  });

  it('refuse a file that does not say what it is for', () => {
    write('libs/kernel/src/silent.ts', 'export const x = 1;\n');
    expect(breaches()).toEqual(['purpose libs/kernel/src/silent.ts']);
  });

  it.each(['utils.ts', 'common/x.ts', 'base.ts', 'helpers.ts', 'misc/x.ts'])('refuse the name %s', (name) => {
    write(`libs/kernel/src/${name}`, GOOD);
    expect(breaches()).toEqual([`name libs/kernel/src/${name}`]);
  });

  it('refuse a second index in a library, and a library without one', () => {
    write('libs/kernel/src/inner/index.ts', GOOD);
    write('libs/kernel/src/testing/index.ts', GOOD);
    write('libs/empty/package.json', '{}');
    expect(breaches()).toEqual(['one-index libs/empty', 'one-index libs/kernel']);
  });
});

describe('the specs of a service', () => {
  const says = (text) => `// What it is for.\n${text}\n`;
  const boots = says("import { readConfig, startEmbedded } from '@frontdesk/runtime';");

  it.each([
    ['both start it', { 'a.spec.ts': boots, 'deep/b.spec.ts': says("import { NestFactory } from '@nestjs/core';") }],
    ['one has it started', { 'a.spec.ts': boots, 'b.spec.ts': says("import { served } from './testing/served.js';") }],
    [
      'both have it started, one at third hand',
      {
        'a.spec.ts': says("import {\n  served,\n  type Served,\n} from './testing/served.js';"),
        'b.spec.ts': says("import { world } from './testing/world.js';"),
      },
    ],
    [
      'one starts it later',
      { 'a.spec.ts': boots, 'b.spec.ts': says("const { boot } = await import('@frontdesk/nest');") },
    ],
    ['one has it started later', { 'a.spec.ts': boots, 'b.spec.ts': says("await import('./testing/world.js');") }],
  ])('may not start Nest twice: %s', (_title, specs) => {
    write('services/x/src/testing/served.ts', boots);
    write('services/x/src/testing/world.ts', says("export { served } from './served.js';"));
    for (const [name, text] of Object.entries(specs)) write(`services/x/src/${name}`, text);
    expect(breaches()).toEqual(['one-boot services/x']);
  });

  it('may start it once each, and take types from what starts it', () => {
    write('services/x/src/testing/served.ts', boots);
    write('services/x/src/a.spec.ts', boots);
    write('services/x/src/b.spec.ts', says("import type { Served } from './testing/served.js';"));
    write('services/x/src/c.spec.ts', says("import { type Served } from './testing/served.js';"));
    write('services/x/src/d.spec.ts', says("import { readConfig } from '@frontdesk/runtime';"));
    write('services/y/src/a.spec.ts', boots);
    expect(breaches()).toEqual([]);
  });

  it('may take types from what starts it later too', () => {
    write('services/x/src/testing/served.ts', boots);
    write('services/x/src/a.spec.ts', boots);
    write('services/x/src/b.spec.ts', says("let served: import('./testing/served.js').Served;"));
    write('services/x/src/c.spec.ts', says("/** @param {import('./testing/served.js').Served} served */"));
    write('services/x/src/d.spec.ts', says("let all: typeof import('./testing/served.js');"));
    expect(breaches()).toEqual([]);
    write('services/x/src/d.spec.ts', says("import('./testing/served.js')\n  .then(({ served }) => served.start());"));
    expect(breaches()).toEqual(['one-boot services/x']);
  });

  it('leave starting it to no chapter', () => {
    const types = "import type { startEmbedded } from '@frontdesk/runtime';";
    write('services/x/src/testing/a.chapter.ts', says(`${types}\nimport { until } from './served.js';`));
    write('services/x/src/testing/b.chapter.ts', boots);
    write('services/x/src/testing/served.ts', boots);
    expect(breaches()).toEqual(['one-boot services/x/src/testing/b.chapter.ts']);
  });
});

describe('the documents', () => {
  it('may only name paths that exist', () => {
    write('ARCHITECTURE.md', 'See `libs/kernel/src/index.ts`, `libs/*/src`, `libs/gone/src` and [x](docs/gone.md).\n');
    expect(breaches()).toEqual(['documents ARCHITECTURE.md', 'documents ARCHITECTURE.md']);
  });

  it('may only name commands that work as they are typed', () => {
    write('docs/running.md', '```sh\nnpm run -s frontdesk -- verify\nfrontdesk verify\n```\nand `frontdesk verify`.\n');
    expect(breaches()).toEqual(['commands docs/running.md']);
  });
});

describe('a project', () => {
  it('must be in the lock file, in the type check, and have a tag', () => {
    write('package-lock.json', '{"packages":{}}');
    write('tsconfig.json', '{"references":[]}');
    write('libs/kernel/tsconfig.lib.json', '{}');
    expect(breaches()).toEqual(Array(3).fill('membership libs/kernel'));
  });
});

describe('kernel and cores', () => {
  const pure = ['kernel', 'routing', 'settings', 'presence', 'conversation', 'submission'];

  it.each(pure)('%s is compiled without the types of Node', (name) => {
    const { compilerOptions } = JSON.parse(readFileSync(join(ROOT, `libs/${name}/tsconfig.lib.json`), 'utf8'));
    expect(compilerOptions).toMatchObject({ lib: ['ES2023'], types: [] });
  });

  it('so that what Node or a browser offers does not compile', () => {
    const names = ['process', 'Buffer', 'setTimeout', 'fetch', 'document', 'crypto', 'performance', 'console'];
    write('impure.ts', names.map((name, at) => `export const x${at} = ${name};\n`).join(''));
    write(
      'tsconfig.json',
      JSON.stringify({
        extends: join(ROOT, 'libs/kernel/tsconfig.lib.json'),
        compilerOptions: { rootDir: '.', composite: false, noEmit: true, tsBuildInfoFile: null },
        include: ['impure.ts'],
        references: [],
      }),
    );
    const tsc = join(ROOT, 'node_modules/typescript-native/bin/tsc');
    const { stdout } = spawnSync(process.execPath, [tsc, '-p', join(tree, 'tsconfig.json')], { encoding: 'utf8' });
    for (const name of names) expect(stdout).toContain(`'${name}'`);
  });
});
