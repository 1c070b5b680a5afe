// Lints the texts given on stdin as if each stood in the file it names; answers with the breaches as JSON.
// `only` names the one rule that is asked, one that looks at no types: no project has to be loaded for it.
// A process of its own: ESLint and TypeScript do not live well inside of a test runner's module world.
import { text } from 'node:stream/consumers';
import { ESLint } from 'eslint';

const all = new ESLint();
const withoutTypes = [{ languageOptions: { parserOptions: { projectService: false } } }];
const asking = (only) => new ESLint({ ruleFilter: ({ ruleId }) => ruleId === only, overrideConfig: withoutTypes });
const one = new Map();
const answers = [];
for (const { file, code, only } of JSON.parse(await text(process.stdin))) {
  if (only && !one.has(only)) one.set(only, asking(only));
  const eslint = only ? one.get(only) : all;
  const [result] = await eslint.lintText(code, { filePath: file });
  answers.push(result.messages.map((message) => `${message.ruleId}: ${message.message}`));
}
process.stdout.write(JSON.stringify(answers));
