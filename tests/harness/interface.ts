// The interface as its document promises it: what an answer says that the document does not is a breach of the promise.
import { Ajv2020, type AnySchema, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

interface Response {
  readonly description: string;
  readonly content?: Readonly<Record<string, { readonly schema: object }>>;
}

export interface Operation {
  readonly operationId: string;
  readonly summary?: string;
  readonly tags?: readonly string[];
  readonly description?: string;
  readonly security?: readonly Readonly<Record<string, readonly string[]>>[];
  readonly 'x-permission'?: string;
  readonly responses: Readonly<Record<string, Response>>;
}

export interface InterfaceDocument {
  readonly info: { readonly description?: string };
  readonly servers: readonly { readonly url: string }[];
  readonly tags: readonly { readonly name: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, object>>;
    readonly securitySchemes: Readonly<Record<string, object>>;
  };
}

/** `GET /v1/queue/{conversationId}` with its operation, each. */
export const operationsOf = ({ paths }: InterfaceDocument): readonly (readonly [string, Operation])[] =>
  Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, one]) => [`${method.toUpperCase()} ${path}`, one] as const),
  );

export class PromisedInterface {
  /** What was answered, by operation: the statuses. */
  readonly seen = new Map<string, Set<number>>();
  readonly breaches: string[] = [];
  private readonly ajv = new Ajv2020({ strict: false, allErrors: true });
  private readonly validators = new Map<string, ValidateFunction>();
  private readonly routes: readonly { readonly name: string; readonly path: RegExp; readonly one: Operation }[];

  constructor(document: InterfaceDocument) {
    addFormats.default(this.ajv);
    this.ajv.addSchema({ $id: 'document', components: closed(document.components) } as AnySchema);
    // What is said in full comes before what a parameter would match.
    const fewestParametersFirst = [...operationsOf(document)].sort(([one], [other]) => count(one) - count(other));
    this.routes = fewestParametersFirst.map(([name, one]) => ({
      ...{ name, one },
      path: new RegExp(`^${name.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`),
    }));
  }

  /** Compares an answer with what the document says of it. */
  async check(method: string, url: string, response: globalThis.Response): Promise<void> {
    const asked = `${method.toUpperCase()} ${new URL(url).pathname}`;
    const route = this.routes.find(({ path }) => path.test(asked));
    if (route === undefined) return;
    const { name, one } = route;
    this.seen.set(name, (this.seen.get(name) ?? new Set()).add(response.status));
    const breach = (what: string) => this.breaches.push(`${asked} (${name}) → ${response.status}: ${what}`);
    const promised = one.responses[response.status] ?? one.responses['default'];
    if (promised === undefined) return void breach('no such status');
    if (response.ok && !(response.status in one.responses)) return void breach('a success that is not named');
    const text = await response.text();
    if (promised.content === undefined) return text === '' ? undefined : void breach('a body where there is none');
    const media = (response.headers.get('content-type') ?? '').split(';')[0] ?? '';
    const content = promised.content[media];
    if (content === undefined) return void breach(`the media type ${media}`);
    if (!media.endsWith('json')) return;
    const validate = this.validatorOf(content.schema);
    if (!validate(JSON.parse(text)))
      for (const { instancePath, message, params } of validate.errors ?? [])
        breach(`${instancePath} ${message ?? ''} ${JSON.stringify(params)}`);
  }

  private validatorOf(schema: object): ValidateFunction {
    const key = JSON.stringify(schema).replaceAll('"#/', '"document#/');
    let validate = this.validators.get(key);
    if (!validate) this.validators.set(key, (validate = this.ajv.compile(JSON.parse(key) as AnySchema)));
    return validate;
  }
}

const count = (path: string): number => path.split('{').length;

/** A client ignores members that it does not know; whoever checks the server wants to hear of them. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== 'object' || schema === null) return schema;
  const within = Object.fromEntries(Object.entries(schema).map(([name, value]) => [name, closed(value)]));
  const isOpen = within['type'] === 'object' && 'properties' in within && !('additionalProperties' in within);
  return isOpen ? { ...within, additionalProperties: false } : within;
}
