// The OpenAPI document, made whole: who may call, what is answered, and the problem that every operation may end in. All
// of it is read off what the routes run by (the permission of the guard, the type of the answer), so that it can't differ.
import { ANSWER_SCHEMAS, type Permission } from '@frontdesk/contracts';
import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { ANSWERS, type Answered } from './answers.js';
import { needs, PERMISSION, SCHEMES, securityOf } from './security.js';
import { ABOUT, TAGS } from './words.js';

type PathItem = OpenAPIObject['paths'][string];
type Operation = NonNullable<PathItem['get']>;
type Responses = Operation['responses'];
type Schemas = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>;
type Described = Operation & { [PERMISSION]?: Permission; [ANSWERS]?: Answered };

const METHODS = ['get', 'put', 'post', 'delete', 'patch'] as const;

const MEANING: Readonly<Record<string, string>> = {
  200: 'Done.',
  201: 'Created.',
  202: 'Taken, and not decided yet.',
  204: 'Done; there is nothing to answer.',
};

/** Answered without a body, whatever the route answers else. */
const EMPTY = new Set(['204', '304']);

export function publishOpenApi(app: INestApplication, title: string): void {
  const config = new DocumentBuilder()
    .setTitle(title)
    .setDescription(ABOUT)
    .setVersion('1')
    .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
    .setOpenAPIVersion('3.1.0')
    .addServer('/', 'Where this document was read.')
    .build();
  const named = { operationIdFactory: operationId };
  SwaggerModule.setup('openapi', app, () => complete(SwaggerModule.createDocument(app, config, named)), {
    ui: false,
    jsonDocumentUrl: '/openapi.json',
    yamlDocumentUrl: '/openapi.yaml',
  });
}

/** `conversations_start`: what clients that are made of the document call their functions. */
function operationId(controller: string, method: string): string {
  const subject = controller.replace(/Controller$/, '');
  return `${subject.charAt(0).toLowerCase()}${subject.slice(1)}_${method}`;
}

/** What Nest knows of the routes, with what we know of them. */
export function complete(document: OpenAPIObject): OpenAPIObject {
  const paths = Object.fromEntries(
    Object.entries(document.paths).map(([path, item]) => [path, eachOf(item, completeOperation)]),
  );
  const used = new Set(Object.values(paths).flatMap((item) => operationsOf(item).flatMap(({ tags = [] }) => tags)));
  const tags = Object.entries(TAGS).flatMap(([name, description]) => (used.has(name) ? [{ name, description }] : []));
  const whole = { ...document, paths, tags };
  const schemas = { ...document.components?.schemas, ...reachedFrom(paths) };
  return { ...whole, components: { ...document.components, securitySchemes: SCHEMES, schemas } };
}

const operationsOf = (item: PathItem): readonly Operation[] => METHODS.flatMap((method) => item[method] ?? []);

const eachOf = (item: PathItem, change: (one: Operation) => Operation): PathItem => ({
  ...item,
  ...Object.fromEntries(
    METHODS.flatMap((method) => {
      const one = item[method];
      return one ? [[method, change(one)]] : [];
    }),
  ),
});

function completeOperation(operation: Operation): Operation {
  const { [ANSWERS]: answered, ...one } = operation as Described;
  const permission = one[PERMISSION];
  const description = [one.description, permission && needs(permission)].filter(Boolean).join('\n\n');
  return {
    ...one,
    ...(permission && { security: securityOf(permission) }),
    ...(description !== '' && { description }),
    responses: { ...responsesOf(one.responses, answered), default: PROBLEM },
  };
}

function responsesOf(known: Responses, answered: Answered | undefined): Responses {
  const statuses = answered && 'statuses' in answered ? answered.statuses : undefined;
  const content = answered && contentOf(answered);
  const means = answered && 'media' in answered ? answered.description : undefined;
  return Object.fromEntries(
    Object.entries(statuses ?? known).map(([status, given]) => {
      const words = typeof given === 'string' ? given : (means ?? MEANING[status] ?? '');
      const isEmpty = content === undefined || EMPTY.has(status);
      return [status, { description: words, ...(!isEmpty && { content }) }];
    }),
  );
}

const contentOf = (answered: Answered) =>
  'media' in answered
    ? Object.fromEntries(
        Object.entries(answered.media).map(([type, name]) => [type, { schema: name === null ? TEXT : refTo(name) }]),
      )
    : { 'application/json': { schema: refTo(answered.name) } };

const TEXT = { type: 'string' };

const refTo = (name: string) => ({ $ref: `#/components/schemas/${name}` });

const PROBLEM = {
  description: 'What went wrong, and what to do about it.',
  content: { 'application/problem+json': { schema: refTo('Problem') } },
};

/** The schemas that the operations lead to, and those that these lead to. */
function reachedFrom(paths: OpenAPIObject['paths']): Schemas {
  const reached = new Map<string, unknown>();
  const follow = (within: unknown): void => {
    for (const [, name = ''] of JSON.stringify(within).matchAll(/"#\/components\/schemas\/(\w+)"/g)) {
      const schema = ANSWER_SCHEMAS[name];
      if (schema === undefined || reached.has(name)) continue;
      reached.set(name, schema);
      follow(schema);
    }
  };
  follow(paths);
  return Object.fromEntries([...reached].sort(([one], [other]) => (one < other ? -1 : 1))) as Schemas;
}
