// What the documents say about the tree must be true: every path that they name exists, every command works as typed.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const ROOTS = ['libs', 'services', 'apps', 'tools', 'docs', 'deploy', 'tests', 'bench', '.ci'];
const FENCE = /^```[\s\S]*?^```/gm;
const IN_CODE = /`([^`\s]+)`/g;
const IN_LINK = /\]\((?!https?:|mailto:|#)([^)\s#]+)[^)]*\)/g;

/** @returns {{law: string, file: string, message: string}[]} */
export function documentBreaches(root) {
  return [...namedPaths(root), ...untypableCommands(root)];
}

/** There is no program `frontdesk` on a path: npm runs it, from the checkout. */
function untypableCommands(root) {
  return [...documents(root), ...manuals(root)].flatMap((file) =>
    [...readFileSync(join(root, file), 'utf8').matchAll(FENCE)]
      .flatMap(([block]) => block.split('\n'))
      .filter((line) => /^\s*(\$ )?(frontdesk|npm run frontdesk) /.test(line))
      .map((line) => ({ law: 'commands', file, message: `${line.trim()}: write npm run -s frontdesk -- …` })),
  );
}

function namedPaths(root) {
  return documents(root).flatMap((file) => {
    const text = withoutFences(readFileSync(join(root, file), 'utf8'));
    const named = [...text.matchAll(IN_CODE)].map((match) => match[1]).filter(isPath);
    const linked = [...text.matchAll(IN_LINK)].map((match) => join(dirname(file), match[1]));
    return [...new Set([...named, ...linked])]
      .filter((path) => !existsSync(join(root, path)))
      .map((path) => ({ law: 'documents', file, message: `names ${path}, which does not exist.` }));
  });
}

function documents(root) {
  const top = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md'].filter((file) => existsSync(join(root, file)));
  const adr = existsSync(join(root, 'docs/adr')) ? readdirSync(join(root, 'docs/adr')) : [];
  return [...top, ...adr.filter((file) => file.endsWith('.md')).map((file) => `docs/adr/${file}`)];
}

/** What people type from: how it is run, and what the folders' own pages say. */
function manuals(root) {
  const markdown = (folder) => filesBelow(root, folder).filter((file) => file.endsWith('.md'));
  return [...markdown('docs'), 'apps/cli/README.md', 'libs/checker/README.md'].filter(
    (file) => !file.startsWith('docs/adr/') && existsSync(join(root, file)),
  );
}

const filesBelow = (root, folder) =>
  existsSync(join(root, folder)) ? readdirSync(join(root, folder)).map((name) => `${folder}/${name}`) : [];

/** A path of ours: starts at a folder of the tree and has no placeholder in it. Build output need not exist. */
function isPath(text) {
  const [first, ...rest] = text.split('/');
  return ROOTS.includes(first) && rest.length > 0 && !/[*<>{}|…]|\/dist(\/|$)/.test(text);
}

const withoutFences = (text) => text.replace(FENCE, '');
