// What every public event has: a type, a major version, a JSON Schema (2020-12) and an example an integrator can read.
import Type from 'typebox';

export interface PublicEvent<Name extends string = string, Schema extends Type.TObject = Type.TObject> {
  readonly type: Name;
  readonly version: number;
  /** When it happens, in one sentence: the event catalogue's text. */
  readonly when: string;
  readonly schema: Schema;
  readonly example: Type.Static<Schema>;
}

/** Defines one: the example is checked against the schema by the compiler. */
export function publicEvent<const Name extends string, Properties extends Type.TProperties>(
  type: Name,
  when: string,
  properties: Properties,
  example: Type.Static<Type.TObject<Properties>>,
): PublicEvent<Name, Type.TObject<Properties>> {
  const schema = Type.Object(properties, {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: schemaUri(type, 1),
    title: type,
    description: when,
    // Strict where we produce. Readers must ignore members they don't know: additions are not a new version.
    additionalProperties: false,
  });
  return { type, version: 1, when, schema, example };
}

/** Names a schema for ever, wherever it is served from; served at /schemas/{type}/{version}.json. */
export const schemaUri = (type: string, version: number): string => `urn:frontdesk:schema:${type}:${version}`;

export const id = (description: string) => Type.String({ minLength: 1, description });

export const orNull = <Schema extends Type.TSchema>(schema: Schema) => Type.Union([schema, Type.Null()]);

export const count = (description: string) => Type.Integer({ minimum: 0, description });
