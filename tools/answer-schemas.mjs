// Reads JSON Schemas off the TypeScript types of what the API answers: `npm run schemas` after a change of one of them.
// One shape, written once: the compiler holds the controllers to the types, and the OpenAPI document comes from them.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { ROOT } from './run.mjs';

const TYPES = join(ROOT, 'libs/contracts/src/http/answers.ts');
export const SCHEMAS = join(ROOT, 'libs/contracts/src/generated/answer-schemas.ts');
const { TypeFlags } = ts;

/** The text of the file that holds them. */
export function schemasText() {
  const lines = Object.entries(readSchemas()).map(([name, schema]) => `  ${name}: ${JSON.stringify(schema)},`);
  return `// Made by tools/answer-schemas.mjs of the types in http/answers.ts: \`npm run schemas\` makes it anew.
/* eslint-disable */

/** By name; each \`$ref\` leads to another one of them, as in an OpenAPI document. */
export const ANSWER_SCHEMAS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
${lines.join('\n')}
};
`;
}

export function readSchemas(file = TYPES, name = 'Answers') {
  const base = ts.readConfigFile(join(ROOT, 'tsconfig.base.json'), ts.sys.readFile).config;
  const { options } = ts.convertCompilerOptionsFromJson(base.compilerOptions, ROOT);
  const program = ts.createProgram([file], { ...options, composite: false, noEmit: true });
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(file);
  const answers = checker.getExportsOfModule(checker.getSymbolAtLocation(source)).find((one) => one.name === name);
  return new Reader(checker).read(checker.getDeclaredTypeOfSymbol(answers));
}

/** How members are called that say when; all of them are ISO 8601. */
const INSTANT = /^(at|until)$|(At|Until)$/;

class Reader {
  schemas = {};
  /** Which symbol has a name: two shapes of one name would be one lie. */
  owners = new Map();

  constructor(checker) {
    this.checker = checker;
  }

  read(answers) {
    for (const member of this.checker.getPropertiesOfType(answers)) {
      const type = this.checker.getTypeOfSymbol(member);
      const { $ref } = this.of(type);
      if ($ref === refTo(member.name)) continue;
      this.own(member.name, member);
      this.schemas[member.name] = this.shape(type);
    }
    const sorted = Object.entries(this.schemas).sort(([one], [other]) => (one < other ? -1 : 1));
    return Object.fromEntries(sorted);
  }

  /** A type with a name of ours is told once and referred to. */
  of(type) {
    const symbol = namedBy(type);
    if (symbol === null) return this.shape(type);
    if (!this.owners.has(symbol.name)) {
      this.own(symbol.name, symbol);
      const description = this.wordsOf(symbol);
      this.schemas[symbol.name] = {};
      this.schemas[symbol.name] = { ...this.shape(type), ...description };
    }
    this.own(symbol.name, symbol);
    return { $ref: refTo(symbol.name) };
  }

  own(name, symbol) {
    const owner = this.owners.get(name) ?? symbol;
    if (owner !== symbol)
      throw new Error(`Two types of what the API answers are called ${name}; give one another name.`);
    this.owners.set(name, owner);
  }

  shape(type) {
    const { flags } = type;
    if (flags & (TypeFlags.Any | TypeFlags.Unknown)) return {};
    if (flags & TypeFlags.BooleanLike)
      return type.intrinsicName && flags & TypeFlags.BooleanLiteral
        ? { const: type.intrinsicName === 'true' }
        : { type: 'boolean' };
    if (flags & TypeFlags.StringLiteral || flags & TypeFlags.NumberLiteral) return { const: type.value };
    if (flags & TypeFlags.StringLike) return { type: 'string' };
    if (flags & TypeFlags.NumberLike) return { type: 'number' };
    if (flags & TypeFlags.Null) return { type: 'null' };
    if (type.isUnion()) return this.union(type.types.filter((one) => !(one.flags & TypeFlags.Undefined)));
    if (this.checker.isTupleType(type) || this.checker.isArrayType(type)) return this.list(type);
    return this.object(type);
  }

  union(types) {
    if (types.length === 1) return this.of(types[0]);
    const isNull = (one) => one.flags & TypeFlags.Null;
    const texts = types.filter((one) => one.flags & TypeFlags.StringLiteral).map((one) => one.value);
    const truths = types.filter((one) => one.flags & TypeFlags.BooleanLiteral);
    const rest = types.filter((one) => !isNull(one) && !truths.includes(one) && !(one.flags & TypeFlags.StringLiteral));
    const some = [
      ...(texts.length === 1
        ? [{ const: texts[0] }]
        : texts.length > 1
          ? [{ type: 'string', enum: texts.sort() }]
          : []),
      ...(truths.length === 2 ? [{ type: 'boolean' }] : truths.map((one) => this.of(one))),
      // The compiler keeps no order of a union's members that would stay the same.
      ...rest.map((one) => this.of(one)).sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1)),
      ...(types.some(isNull) ? [{ type: 'null' }] : []),
    ];
    const plain = some.every((one) => Object.keys(one).join() === 'type');
    if (some.length === 1) return some[0];
    return plain ? { type: some.map((one) => one.type) } : { anyOf: some };
  }

  list(type) {
    const members = this.checker.getTypeArguments(type);
    if (this.checker.isArrayType(type)) return { type: 'array', items: this.of(members[0]) };
    const count = members.length;
    return { type: 'array', prefixItems: members.map((one) => this.of(one)), minItems: count, maxItems: count };
  }

  object(type) {
    const members = this.checker.getPropertiesOfType(type);
    const index = this.checker.getIndexInfoOfType(type, ts.IndexKind.String);
    const optional = (one) => one.flags & ts.SymbolFlags.Optional;
    const required = members.filter((one) => !optional(one)).map((one) => one.name);
    return {
      type: 'object',
      ...(members.length > 0 && { properties: Object.fromEntries(members.map((one) => [one.name, this.member(one)])) }),
      ...(required.length > 0 && { required }),
      ...(index && { additionalProperties: this.of(index.type) }),
    };
  }

  member(symbol) {
    const schema = this.of(this.checker.getTypeOfSymbol(symbol));
    const isInstant = INSTANT.test(symbol.name) && [schema.type].flat().includes('string');
    return { ...schema, ...(isInstant && { format: 'date-time' }), ...this.wordsOf(symbol) };
  }

  wordsOf(symbol) {
    const description = ts.displayPartsToString(symbol.getDocumentationComment(this.checker)).trim();
    return description === '' ? {} : { description: description.replace(/\s*\n\s*/g, ' ') };
  }
}

/** Of our own and without parameters; what is made of a pattern (`Numbered<…>`, `Omit<…>`) has no name to be told by. */
function namedBy(type) {
  if (type.flags & TypeFlags.EnumLike) return null;
  const alias = type.aliasSymbol;
  if (alias) return (type.aliasTypeArguments?.length ?? 0) === 0 && isOurs(alias) ? alias : null;
  const { symbol } = type;
  const isInterface = type.isClassOrInterface?.() ?? false;
  return isInterface && (type.typeParameters?.length ?? 0) === 0 && isOurs(symbol) ? symbol : null;
}

const isOurs = (symbol) => symbol.declarations?.some((one) => !/\/node_modules\//.test(one.getSourceFile().fileName));

const refTo = (name) => `#/components/schemas/${name}`;

if (process.argv[1] === import.meta.filename) {
  const text = schemasText();
  if (text !== readFileSync(SCHEMAS, 'utf8')) writeFileSync(SCHEMAS, text);
}
