// deploy/Dockerfile, read as text: what it copies exists, what it runs exists after a build, and nobody in it is root.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { FILES, readCompose, ROOT, textOf } from './compose-files.mjs';
import { programs } from '../../tools/bundle.mjs';
import { distributedNames, embeddedNames } from './variables.mjs';

/** Instructions as [word, rest], one per entry, in order. */
const instructions = textOf('deploy/Dockerfile')
  .replace(/^#.*\n/gm, '')
  .replace(/\\\n\s*/g, '')
  .split('\n')
  .filter(Boolean)
  .map((line) => /^(\w+)\s+(.*)$/.exec(line).slice(1));

/** One list of instructions per FROM. */
const stages = instructions.reduce((all, one) => {
  if (one[0] === 'FROM') all.push([]);
  all.at(-1).push(one);
  return all;
}, []);
const last = stages.at(-1);
const restOf = (word) => last.filter(([name]) => name === word).map(([, rest]) => rest);

/** Every COPY without its flags: sources and where they go. */
const copiesOf = (stage) =>
  stage
    .filter(([word]) => word === 'COPY')
    .map(([, rest]) => {
      const words = rest.split(/\s+/);
      const flags = words.filter((word) => word.startsWith('--'));
      const paths = words.slice(flags.length);
      return { flags, sources: paths.slice(0, -1), target: paths.at(-1) };
    });

/** Made by the build, so not in the source. */
const MADE = ['node_modules', 'dist'];
const inSource = (path) => MADE.includes(path) || existsSync(join(ROOT, path));
const ignored = textOf('.dockerignore').split('\n').filter(Boolean);

describe('the image', () => {
  it('is made in two stages from one version of one base, new enough for the product', () => {
    const bases = stages.map(([[, from]]) => from.split(' ')[0]);
    expect(new Set(bases).size).toBe(1);
    const [, version] = /^node:(\d+\.\d+\.\d+)-bookworm-slim$/.exec(bases[0]) ?? [];
    const [, least] = />=(\d+)/.exec(JSON.parse(textOf('package.json')).engines.node);
    expect(Number.parseInt(version, 10)).toBeGreaterThanOrEqual(Number(least));
  });

  it.each(stages.flatMap((stage, at) => copiesOf(stage).map((copy) => [at, copy])))(
    'copies in stage %i what exists: %j',
    (_, { flags, sources }) => {
      const built = flags.some((flag) => flag.startsWith('--from='));
      for (const source of sources) {
        const path = built ? source.replace(/^\/app\//, '') : source;
        expect([path, inSource(path)]).toEqual([path, true]);
        expect(ignored).not.toContain(path);
      }
    },
  );

  it('takes into its last stage only what the build stage or the source has', () => {
    const built = new Set(copiesOf(stages[0]).flatMap(({ sources }) => sources));
    const taken = copiesOf(last).filter(({ flags }) => flags.includes('--from=build'));
    for (const { sources } of taken)
      for (const source of sources) {
        const path = source.replace(/^\/app\//, '');
        expect([path, built.has(path) || MADE.includes(path)]).toEqual([path, true]);
      }
  });

  it('holds every file that a compose file or its own command runs', () => {
    const targets = copiesOf(last).map(({ target }) => target.replace(/^\.\//, ''));
    const commands = Object.values(FILES)
      .flatMap((file) => Object.values(readCompose(file).services))
      .filter(({ image, command }) => image.startsWith('frontdesk:') && command)
      .map(({ command }) => command[0]);
    for (const file of [...commands, ...restOf('CMD').map((text) => JSON.parse(text)[0])]) {
      expect(targets.some((target) => target !== '' && file.startsWith(`${target}/`))).toBe(true);
      const [, program] = /^dist\/([\w-]+)\.js$/.exec(file) ?? [];
      expect(program ? program in programs() : existsSync(join(ROOT, file))).toBe(true);
    }
  });

  it('is entered by Node, so that a command is a file and its arguments, and signals arrive', () => {
    expect(restOf('ENTRYPOINT').map((text) => JSON.parse(text))).toEqual([['node', '--enable-source-maps']]);
    expect(restOf('STOPSIGNAL')).toEqual(['SIGTERM']);
  });

  it('ends as a user who is not root, named by number', () => {
    const [user] = restOf('USER').slice(-1);
    expect(user).toMatch(/^[1-9]\d*:[1-9]\d*$/);
    const after = last.slice(last.findIndex(([word]) => word === 'USER'));
    expect(after.filter(([word]) => word === 'RUN' || word === 'COPY')).toEqual([]);
  });

  it('sets only variables that are read, or that Node knows', () => {
    const names = restOf('ENV').flatMap((rest) => rest.split(/\s+/).map((pair) => pair.split('=')[0]));
    const read = new Set([...embeddedNames(), ...distributedNames(), 'NODE_ENV']);
    expect(names.filter((name) => !read.has(name))).toEqual([]);
    expect(names).toContain('PORT');
  });

  it('asks for its own health as the compose file does', () => {
    const [, command] = /CMD (\[.*\])$/.exec(restOf('HEALTHCHECK')[0]) ?? [];
    const { healthcheck } = readCompose(FILES.distributed).services.settings;
    expect(['CMD', ...JSON.parse(command)]).toEqual(healthcheck.test);
  });
});
