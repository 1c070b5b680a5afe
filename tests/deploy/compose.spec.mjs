// docker-compose.yml says what the code says: the services and replicas of the topology, each told exactly what its
// configuration reads, asked for its health where it answers. No container is started.
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { databaseOf, environmentOf, SERVICES } from '../../deploy/topology.mjs';
import { FILES, readCompose, ROOT, textOf, variablesOf } from './compose-files.mjs';
import { distributedNames, embeddedNames, readConfig, readDistributedConfig } from './variables.mjs';

const compose = readCompose(FILES.distributed);
const { services } = compose;
const IMAGE = `frontdesk:${JSON.parse(textOf('package.json')).version}`;
const PORT = 3000;
const STEPS = ['databases', 'topics'];
const PROBE = /fetch\('http:\/\/127\.0\.0\.1:' \+ process\.env\.PORT \+ '(\/[a-z/]+)'\)/;

const replicas = SERVICES.flatMap(({ name, replicas: count }) =>
  Array.from({ length: count }, (_, replica) => ({
    service: name,
    replica,
    key: count === 1 ? name : `${name}-${replica}`,
  })),
);
const migrations = SERVICES.map(({ name }) => ({ service: name, replica: 0, key: `migrate-${name}` }));
const urlOf = ({ key }) => `http://${key}:${PORT}`;
const origins = Object.fromEntries(
  SERVICES.filter(({ name }) => name !== 'gateway').map(({ name }) => [
    name,
    replicas
      .filter(({ service }) => service === name)
      .map(urlOf)
      .join(','),
  ]),
);

/** What the topology tells a process, in this network and with the defaults for a laptop. */
const toldTo = ({ service, replica }) =>
  environmentOf({
    ...{ service, replica, port: PORT, host: '0.0.0.0', origins },
    databaseUrl: `postgres://${databaseOf(service)}:frontdesk@postgres:5432/${databaseOf(service)}`,
    ...{ brokers: ['kafka:9092'], redisUrl: 'redis://redis:6379', publicUrl: 'http://localhost:3000' },
    key: 'for-a-laptop-only-for-a-laptop-only',
    internalUrl: urlOf(replicas.find((one) => one.service === service && one.replica === replica)),
  });

describe.each(Object.values(FILES))('%s', (file) => {
  const own = readCompose(file).services;
  const each = Object.entries(own);

  it('keeps to the part of the Compose Specification that we use', () => {
    const ajv = new Ajv2020({ allErrors: true, strictTuples: false });
    const validate = ajv.compile(JSON.parse(textOf('tests/deploy/compose.schema.json')));
    validate(readCompose(file));
    expect(validate.errors ?? []).toEqual([]);
  });

  it.each(each)('%s has an image of one version, ours that of this source', (_, { image }) => {
    const [, name, tag] = /^([a-z/]+):([\w.-]+)$/.exec(image) ?? [];
    expect(tag).toMatch(/^\d+\.\d+(\.\d+)?(-[a-z]+)?$/);
    if (name === 'frontdesk') expect(image).toBe(IMAGE);
  });

  it('builds our image once, from files that exist', () => {
    const built = each.filter(([, { build }]) => build);
    expect(built).toHaveLength(1);
    const [[, { image, build }]] = built;
    expect(image).toBe(IMAGE);
    const context = resolve(ROOT, dirname(file), build.context);
    expect(context).toBe(resolve(ROOT));
    expect(existsSync(join(context, build.dockerfile))).toBe(true);
  });

  it.each(each)('%s does not run as root', (_, { image, user }) => {
    // Ours and Kafka's name their user themselves: the first is checked beside this file, the second is appuser.
    if (/^(frontdesk|apache\/kafka):/.test(image)) expect(user).toBeUndefined();
    else expect(user).toMatch(/^(?!root|0)\w+$/);
  });

  it('keeps data in named volumes that are declared, and mounts nothing of the host', () => {
    const { volumes } = readCompose(file);
    const mounted = each.flatMap(([, service]) => (service.volumes ?? []).map((one) => one.split(':')[0]));
    expect([...new Set(mounted)].sort()).toEqual(Object.keys(volumes).sort());
  });

  it('waits only for what is there, and for health only where it is asked for', () => {
    for (const [, { depends_on: needs = {} }] of each)
      for (const [name, { condition }] of Object.entries(needs)) {
        expect(Object.keys(own)).toContain(name);
        const ends = own[name].healthcheck?.disable === true;
        expect(condition).toBe(ends ? 'service_completed_successfully' : 'service_healthy');
      }
  });

  it('asks its reader only for variables that have a default', () => {
    const undecided = variablesOf(file).filter(({ otherwise }) => otherwise === undefined);
    expect(undecided).toEqual([]);
  });
});

describe('the distributed set-up', () => {
  it('consists of the services and replicas of the topology, a migration each, and what they need', () => {
    const wanted = ['postgres', 'kafka', 'redis', ...STEPS, ...[...migrations, ...replicas].map(({ key }) => key)];
    expect(Object.keys(services).sort()).toEqual(wanted.sort());
  });

  it.each([...replicas, ...migrations])('tells $key what the topology tells it', (one) => {
    const { environment } = services[one.key];
    const told = toldTo(one);
    expect(environment).toEqual({ ...environment, ...told });
    const more = Object.keys(environment).filter((name) => !(name in told));
    const read = distributedNames();
    expect(more.filter((name) => !read.has(name))).toEqual([]);
    expect(Object.keys(told).filter((name) => !read.has(name))).toEqual([]);
  });

  it.each([...replicas, ...migrations])('tells $key what its configuration accepts', ({ key, service, replica }) => {
    const config = readDistributedConfig(services[key].environment);
    expect(config.instance).toBe(`${service}-${replica}`);
    expect(config.demo).toBe(true);
    const members = Object.values(config.origins).flat();
    expect(members.map((url) => new URL(url).hostname).filter((host) => !(host in services))).toEqual([]);
  });

  it.each(replicas)('runs $key by a main that exists, after the migration of its schema', ({ key, service }) => {
    const { command, depends_on: needs } = services[key];
    expect(command).toEqual([`dist/${service}.js`]);
    expect(existsSync(join(ROOT, 'services', service, 'src/main.ts'))).toBe(true);
    expect(services[`migrate-${service}`].command).toEqual([...command, 'migrate']);
    expect(Object.keys(needs)).toEqual(expect.arrayContaining([`migrate-${service}`, 'topics', 'redis']));
    expect(Object.keys(services[`migrate-${service}`].depends_on)).toEqual(['databases']);
  });

  it.each(STEPS)('runs the step %s by a script that exists, with the variables that it reads', (step) => {
    const { command, environment } = services[step];
    expect(command).toHaveLength(1);
    const text = textOf(command[0]);
    for (const name of Object.keys(environment)) expect(text).toContain(name);
  });

  it.each(replicas)('asks $key for its health at a path that exists', ({ key }) => {
    const { healthcheck } = services[key];
    expect(PROBE.exec(healthcheck.test.at(-1))?.[1]).toBe('/health/ready');
    const health = textOf('libs/nest/src/health.ts');
    expect(health).toContain(`@Controller('health')`);
    expect(health).toContain(`@Get('ready')`);
  });

  it('publishes the first gateway and nothing else', () => {
    const published = Object.entries(services).flatMap(([key, { ports = [] }]) => ports.map((port) => [key, port]));
    expect(published).toEqual([['gateway-0', `127.0.0.1:3000:${PORT}`]]);
    expect(compose.services['gateway-0'].environment.PUBLIC_URL).toBe('http://localhost:3000');
  });

  it('lets our processes write nowhere and gain nothing', () => {
    for (const [key, service] of Object.entries(services).filter(([, { image }]) => image === IMAGE)) {
      const { init, read_only: readOnly, cap_drop: dropped, security_opt: options } = service;
      const wanted = { init: true, readOnly: true, dropped: ['ALL'], options: ['no-new-privileges:true'] };
      expect({ key, init, readOnly, dropped, options }).toEqual({ key, ...wanted });
    }
  });

  it('runs the Kafka that the tests run', () => {
    const [, version] = /<kafka\.version>([\d.]+)</.exec(textOf('deploy/native/kafka/pom.xml')) ?? [];
    expect(services.kafka.image).toBe(`apache/kafka:${version}`);
    expect(services.kafka.environment.KAFKA_ADVERTISED_LISTENERS).toBe('PLAINTEXT://kafka:9092');
    expect(services.kafka.environment.KAFKA_AUTO_CREATE_TOPICS_ENABLE).toBe('false');
  });

  it('takes an issuer of people instead of the demo', () => {
    const set = {
      ...{ FRONTDESK_DEMO: '', DEMO_ISSUER_URL: '', OIDC_AUDIENCE: 'desk' },
      ...{ OIDC_ISSUER: 'https://id.example', OIDC_JWKS_URL: 'https://id.example/keys' },
    };
    const { environment } = readCompose(FILES.distributed, set).services['gateway-0'];
    const { issuers, demo } = readDistributedConfig(environment);
    expect(demo).toBe(false);
    expect(issuers.map(({ issuer, audience, jwksUrl, kind }) => ({ issuer, audience, jwksUrl, kind }))).toEqual([
      expect.objectContaining({ issuer: 'frontdesk-visitor', kind: 'visitor' }),
      { issuer: 'https://id.example', audience: 'desk', jwksUrl: 'https://id.example/keys', kind: 'person' },
    ]);
  });
});

describe('the set-up of one process', () => {
  const { environment } = readCompose(FILES.allInOne).services.frontdesk;

  it('tells it nothing that it does not read, and what it accepts', () => {
    const read = embeddedNames();
    expect(Object.keys(environment).filter((name) => !read.has(name))).toEqual([]);
    expect(readConfig(environment).databaseUrl).toBe('postgres://frontdesk:frontdesk@postgres:5432/frontdesk');
  });
});
