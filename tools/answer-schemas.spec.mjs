// The schemas of what the API answers are those of the types as they stand, and the reader of types reads them rightly.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { readSchemas, SCHEMAS, schemasText } from './answer-schemas.mjs';

/** What is read of a file of types. */
function schemasOf(text) {
  const folder = mkdtempSync(join(tmpdir(), 'frontdesk-schemas-'));
  try {
    const file = join(folder, 'answers.ts');
    writeFileSync(file, text);
    return readSchemas(file);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

test('the schemas are of the types as they stand; `npm run schemas` makes them anew', () => {
  expect(schemasText() === readFileSync(SCHEMAS, 'utf8')).toBe(true);
});

test('a member that may be missing is not required, null is a type, and what is said of it comes along', () => {
  const { Place } = schemasOf(`
    export interface Place {
      readonly at: string;
      readonly ahead: number | null;
      /** In words. */
      readonly words?: string;
    }
    export interface Answers { readonly Place: Place }`);
  expect(Place).toEqual({
    type: 'object',
    properties: {
      at: { type: 'string', format: 'date-time' },
      ahead: { type: ['number', 'null'] },
      words: { type: 'string', description: 'In words.' },
    },
    required: ['at', 'ahead'],
  });
});

test('what has a name is told once and referred to; words to choose from are listed', () => {
  const { Agent, Agents } = schemasOf(`
    type Status = 'online' | 'busy';
    interface Agent { readonly status: Status; readonly levels: Readonly<Record<string, number>> }
    export interface Answers { readonly Agents: { readonly data: readonly Agent[]; readonly first: Agent | null } }`);
  const agent = { $ref: '#/components/schemas/Agent' };
  expect(Agents.properties).toEqual({
    data: { type: 'array', items: agent },
    first: { anyOf: [agent, { type: 'null' }] },
  });
  expect(Agent.properties.levels).toEqual({ type: 'object', additionalProperties: { type: 'number' } });
});

test('two types of one name are refused', () => {
  const text = `
    namespace other { export interface Agent { readonly name: string } }
    interface Agent { readonly id: string }
    export interface Answers { readonly One: { readonly a: Agent; readonly b: other.Agent } }`;
  expect(() => schemasOf(text)).toThrow('are called Agent');
});
