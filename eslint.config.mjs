// The rules that a machine can see in one file; rules between files stand in .dependency-cruiser.cjs,
// sizes and names in tools/laws. Each rule says in its message how to mend a breach.
import nx from '@nx/eslint-plugin';
import prettier from 'eslint-config-prettier';
import tseslint from 'typescript-eslint';
import { ARROWS, ENTRY_POINT, SHELL_SPEC } from './tools/laws/arrows.mjs';

const boundaries = (arrows) => [
  'error',
  {
    enforceBuildableLibDependency: false,
    // Where no container runs, tests start their brokers by the scripts of deploy/native; those belong to no project.
    allow: ['../../../deploy/native/**', '../../../../deploy/native/**'],
    depConstraints: Object.entries(arrows).map(([sourceTag, onlyDependOnLibsWithTags]) => ({
      sourceTag,
      onlyDependOnLibsWithTags,
    })),
  },
];

const EVERYWHERE = [
  { selector: 'ExportAllDeclaration', message: 'Name what is exported: `export *` ties files in knots.' },
  { selector: 'ExportDefaultDeclaration', message: 'Use a named export: one name, the same at every place of use.' },
];

const BANNED_GLOBALS = [
  'Date',
  'Intl',
  'Promise',
  'crypto',
  'performance',
  'process',
  'globalThis',
  'fetch',
  'console',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'queueMicrotask',
];

const IMPURE = [
  { selector: ':function[async=true]', message: 'A core is synchronous: hand the fact in, or answer with an event.' },
  { selector: 'AwaitExpression', message: 'A core is synchronous: hand the fact in, or answer with an event.' },
  { selector: 'ImportExpression', message: 'A core imports nothing at run time.' },
  {
    selector: "TSTypeReference[typeName.name='Promise']",
    message: 'A core is synchronous: hand the fact in, or answer with an event.',
  },
  {
    selector: "TSTypeReference[typeName.name='Date']",
    message: 'Time is an Instant that comes with the command.',
  },
  {
    selector: 'MemberExpression[property.name=/^(localeCompare|toLocale[A-Z]\\w*)$/]',
    message: 'The locale of a machine is not a fact: compare by code units.',
  },
];

const UNSTEADY = [
  {
    selector:
      "NewExpression:matches([callee.name='Pool'], [callee.property.name='Pool']):not(:has(Property[key.name='Client'][value.name='SteadyClient']))",
    message: 'Give the pool `Client: SteadyClient`: a connection that breaks while nobody listens ends the process.',
  },
];

const CORES = ['kernel', 'routing', 'settings', 'presence', 'conversation', 'submission'];
const sources = (...folders) => folders.map((folder) => `${folder}/src/**/*.ts`);

export default tseslint.config(
  {
    ignores: [
      '**/dist',
      '**/out-spec',
      '**/node_modules',
      '**/generated',
      '.nx',
      '.cache',
      '.data',
      'test-results',
      'tests/laws/fixtures',
    ],
  },
  ...tseslint.configs.recommendedTypeChecked,
  {
    files: ['**/*.ts', '**/*.tsx'],
    languageOptions: {
      parserOptions: { projectService: { allowDefaultProject: [] }, tsconfigRootDir: import.meta.dirname },
    },
    plugins: { '@nx': nx },
    rules: {
      '@nx/enforce-module-boundaries': boundaries(ARROWS),
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true, requireDefaultForNonUnion: false },
      ],
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false },
      ],
      // A name that starts with _ says that it is not used; anything else unused is left-over.
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'none' },
      ],
      // An async method that awaits nothing may still have to fulfil an async port.
      '@typescript-eslint/require-await': 'off',
      // Numbers in messages are fine; objects are not.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      // A listener that nobody waits for is usual in Node; a promise that nobody handles stays an error.
      '@typescript-eslint/no-misused-promises': [
        'error',
        { checksVoidReturn: { arguments: false, attributes: false } },
      ],
      'no-restricted-syntax': ['error', ...EVERYWHERE],
      'max-lines-per-function': ['error', { max: 50, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    // Type imports are not erased for Nest: its constructor parameters need the class at run time.
    files: ['services/**/*.ts', 'libs/nest/**/*.ts', 'libs/runtime/**/*.ts'],
    rules: { '@typescript-eslint/consistent-type-imports': 'off' },
  },
  {
    // Law 1: what the compiler without Node's types cannot see.
    files: sources(...CORES.map((core) => `libs/${core}`)),
    ignores: ['**/*.spec.ts', '**/testing/**'],
    rules: {
      'no-restricted-globals': [
        'error',
        ...BANNED_GLOBALS.map((name) => ({
          name,
          message: 'A core is pure: no clock, no dice, no locale, no waiting. Let it come with the command.',
        })),
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'Dice are the shell’s: let the value come with the command.' },
      ],
      'no-restricted-syntax': ['error', ...EVERYWHERE, ...IMPURE],
    },
  },
  {
    // What runs on and on must outlive its database.
    files: ['libs/**/*.ts', 'services/**/*.ts', 'apps/cli/**/*.ts'],
    ignores: [...sources(...CORES.map((core) => `libs/${core}`)), '**/*.spec.ts', '**/testing/**'],
    rules: { 'no-restricted-syntax': ['error', ...EVERYWHERE, ...UNSTEADY] },
  },
  {
    files: ['services/*/src/main.ts'],
    rules: { '@nx/enforce-module-boundaries': boundaries({ ...ARROWS, shell: ENTRY_POINT }) },
  },
  {
    files: ['services/**/*.spec.ts', 'services/**/testing/**/*.ts'],
    rules: { '@nx/enforce-module-boundaries': boundaries({ ...ARROWS, shell: SHELL_SPEC }) },
  },
  {
    // A component is mostly markup, which does not get clearer by being cut at 50 lines.
    files: ['apps/widget/**/*.{ts,tsx}', 'apps/console/**/*.{ts,tsx}'],
    rules: {
      'max-lines-per-function': ['error', { max: 120, skipBlankLines: true, skipComments: true }],
      // The router takes a thrown redirect, which is no Error; stores and signals hand out functions that are bound.
      '@typescript-eslint/only-throw-error': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    // Tests and contract suites: one describe holds many sentences, and partial objects stand for whole ones.
    files: ['**/*.spec.ts', '**/*.spec.tsx', '**/testing/**/*.ts', '**/migrations/**/*.ts'],
    rules: {
      'max-lines-per-function': 'off',
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
    },
  },
  {
    // Not part of a compiled project: read without types.
    files: ['**/*.mjs', '**/*.d.mts', '**/*.cjs', '**/*.js', '**/vite.config.ts', 'tests/**/*.ts', 'bench/**/*.ts'],
    ...tseslint.configs.disableTypeChecked,
    rules: {
      ...tseslint.configs.disableTypeChecked.rules,
      '@typescript-eslint/no-require-imports': 'off',
      'no-restricted-syntax': 'off',
      'max-lines-per-function': ['error', { max: 80, skipBlankLines: true, skipComments: true }],
    },
  },
  { files: ['**/*.spec.mjs', 'tests/**/*.ts'], rules: { 'max-lines-per-function': 'off' } },
  prettier,
);
