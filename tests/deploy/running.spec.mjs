// docs/running.md tells the truth: the table of variables is what the configuration reads, with its real defaults, and
// paths, commands and compose variables that it names exist.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { FILES, ROOT, readCompose, textOf, variablesOf } from './compose-files.mjs';
import { COMPLETE, distributedNames, embeddedNames, readConfig, readDistributedConfig } from './variables.mjs';

const text = textOf('docs/running.md');
const coded = (cell) => [...cell.matchAll(/`([^`]+)`/g)].map((match) => match[1]);

/** The rows of the table below a heading, as cells. */
function tableBelow(heading) {
  const section = text.split(/^## /m).find((one) => one.startsWith(heading));
  const rows = section.split('\n').filter((line) => line.startsWith('|'));
  return rows.slice(2).map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

const variables = tableBelow('Environment variables').flatMap(([names, otherwise, readBy]) =>
  coded(names).map((name) => ({ name, otherwise: coded(otherwise)[0], readBy })),
);
const named = (test) => variables.filter(({ readBy }) => test(readBy)).map(({ name }) => name);

describe('the table of environment variables', () => {
  it('names what every way of running reads, and nothing else', () => {
    expect(named((readBy) => readBy === 'all').sort()).toEqual([...embeddedNames()].sort());
  });

  it('names what the services read beyond that, and nothing else', () => {
    const more = [...distributedNames()].filter((name) => !embeddedNames().has(name));
    expect(named((readBy) => readBy.startsWith('services')).sort()).toEqual(more.sort());
    expect(new Set(variables.map(({ name }) => name)).size).toBe(variables.length);
  });

  it.each(variables.filter(({ otherwise }) => otherwise))(
    'gives the default of $name',
    ({ name, otherwise, readBy }) => {
      const bare = { ...COMPLETE };
      delete bare[name];
      expect(readDistributedConfig({ ...bare, [name]: otherwise })).toEqual(readDistributedConfig(bare));
      if (readBy === 'all') expect(readConfig({ [name]: otherwise })).toEqual(readConfig({}));
    },
  );

  it('says of each variable whether a service starts without it', () => {
    const needed = [...distributedNames()].filter((name) => {
      const bare = { ...COMPLETE };
      delete bare[name];
      try {
        readDistributedConfig(bare);
        return false;
      } catch {
        return true;
      }
    });
    // Three say it in their own words: the embedded process needs no database, the demo must be meant, an issuer has keys.
    const own = ['DATABASE_URL', 'FRONTDESK_DEMO', 'OIDC_JWKS_URL'];
    const said = [...named((readBy) => /needed|with/.test(readBy)), ...own];
    expect(needed.sort()).toEqual(said.sort());
  });
});

describe('what else it names', () => {
  it('are variables that docker-compose.yml takes', () => {
    const taken = variablesOf(FILES.distributed).map(({ name }) => name);
    const rows = tableBelow('Distributed, in containers').map(([name, otherwise]) => [
      coded(name)[0],
      coded(otherwise)[0],
    ]);
    for (const [name, otherwise] of rows) {
      expect(taken).toContain(name);
      if (otherwise) expect(variablesOf(FILES.distributed)).toContainEqual({ name, otherwise });
    }
    const set = /^```sh\n((?:[A-Z_]+=.*\n)+)```/m.exec(text)[1].split('\n').filter(Boolean);
    for (const line of set) expect(taken).toContain(line.split('=')[0]);
  });

  it('are health paths that exist, all of them', () => {
    const health = textOf('libs/nest/src/health.ts');
    const paths = [...health.matchAll(/@Get\('([a-z]+)'\)/g)].map((match) => `/health/${match[1]}`);
    expect(tableBelow('Health').map(([path]) => coded(path)[0])).toEqual(paths);
  });

  it('are commands and files that exist', () => {
    const { scripts } = JSON.parse(textOf('package.json'));
    for (const [, name] of text.matchAll(/npm run ([a-z]+)/g)) expect(Object.keys(scripts)).toContain(name);
    const files = [...text.matchAll(/(?:deploy|docs|services|libs)\/[\w./-]*\w/g)].map(([path]) => path);
    for (const path of [...files, ...Object.values(FILES)])
      expect([path, existsSync(join(ROOT, path))]).toEqual([path, true]);
    for (const file of Object.values(FILES)) expect(text).toContain(file);
  });

  it('are the services that compose runs', () => {
    const { services } = readCompose(FILES.distributed);
    const steps = text
      .split('\n')
      .filter((line) => /^\d\. /.test(line))
      .flatMap(coded);
    for (const name of steps.filter((one) => /^[a-z]+$/.test(one))) expect(Object.keys(services)).toContain(name);
  });
});
