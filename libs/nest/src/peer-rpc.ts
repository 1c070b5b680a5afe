// Peers over HTTP, for processes of their own: one route, one client, for every method of contracts/peers.ts.
//
// Between services only, behind a key that never leaves the cluster; the edge does not forward /internal.
import type { Permission } from '@frontdesk/contracts';
import { Body, Controller, Headers, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Requires } from './authorization.js';
import { PEER_KEY, sameKey } from './hop.js';
import { notFound, ProblemException } from './problem.js';
import type { Peers } from './ports.js';
import type { Answer, Replicas } from './replicas.js';
import { currentTrace, stepAfter, traceparentOf } from './trace.js';

export const PEERS = Symbol('PEERS');
const KEY_HEADER = 'x-frontdesk-peer';
const PUBLIC: Permission = 'meta.read'; // the peer key is the credential here, not a person's token

/** What may be called, by peer: nothing else is reachable however the path is written. */
const METHODS: { readonly [Peer in keyof Peers]-?: readonly (keyof NonNullable<Peers[Peer]> & string)[] } = {
  queue: ['place', 'availability', 'candidates'],
  conversation: ['eventsAfter', 'view', 'cards', 'queuePlace', 'typingPreview', 'originAllowed'],
  presence: ['opened', 'beat', 'closed'],
  people: ['keyHolder', 'member', 'visitorIdentity'],
};

type AnyMethod = (...args: unknown[]) => Promise<unknown>;

@ApiExcludeController()
@Controller('internal/peers')
export class PeerController {
  constructor(
    @Inject(PEERS) private readonly peers: Peers,
    @Inject(PEER_KEY) private readonly key: string,
  ) {}

  @Post(':peer/:method')
  @HttpCode(200)
  @Requires(PUBLIC)
  async call(
    @Param('peer') peer: string,
    @Param('method') method: string,
    @Headers(KEY_HEADER) key: string | undefined,
    @Body() body: { readonly args?: readonly unknown[] },
  ): Promise<{ answer: unknown }> {
    if (!sameKey(key ?? '', this.key))
      throw new ProblemException('forbidden', 'Only services of this installation call here.');
    const allowed: readonly string[] | undefined = isPeer(peer) ? METHODS[peer] : undefined;
    const target = isPeer(peer) ? (this.peers[peer] as unknown as Record<string, AnyMethod> | undefined) : undefined;
    const call = target?.[method];
    if (!allowed?.includes(method) || !target || !call) throw notFound('peer method');
    const answer = await call.apply(target, [...(body.args ?? [])]);
    return { answer: answer instanceof Map ? { map: [...answer] } : { value: answer ?? null } };
  }
}

const isPeer = (name: string): name is keyof Peers => Object.hasOwn(METHODS, name);

/** A peer in another process, as if it were here. @throws ProblemException unavailable when it can't be reached */
export function peerOver<Name extends keyof Peers>(
  name: Name,
  replicas: Replicas,
  key: string,
): NonNullable<Peers[Name]> {
  const call = async (method: string, args: readonly unknown[]): Promise<unknown> => {
    let given: Answer;
    try {
      const traceparent = traceparentOf(currentTrace() ?? stepAfter(null));
      const headers = { 'content-type': 'application/json', [KEY_HEADER]: key, traceparent };
      const question = { method: 'POST', headers, body: JSON.stringify({ args }) } as const;
      // All that peers ask is read, or the same when told twice.
      const asking = { withinMs: PEER_TIMEOUT_MS, repeatable: true };
      given = await replicas.ask(`/internal/peers/${name}/${method}`, question, asking);
    } catch {
      throw new ProblemException('unavailable', `The ${name} service can not be reached right now. Try again.`);
    }
    if (given.statusCode !== 200) throw await problemFrom(given, name);
    const { answer } = (await given.body.json()) as { answer: { map?: [unknown, unknown][]; value?: unknown } };
    return answer.map ? new Map(answer.map) : answer.value;
  };
  const methods = METHODS[name].map((method) => [method, (...args: readonly unknown[]) => call(method, args)] as const);
  return Object.fromEntries(methods) as unknown as NonNullable<Peers[Name]>;
}

/** As in relay.ts, and some seconds less: the one who waits there is to hear what was not answered here. */
const PEER_TIMEOUT_MS = 25_000;

async function problemFrom({ statusCode, body }: Answer, name: string): Promise<ProblemException> {
  const problem = (await body.json().catch(() => null)) as { code?: string; detail?: string } | null;
  return new ProblemException(
    problem?.code ?? 'unavailable',
    problem?.detail ?? `The ${name} service answered ${statusCode}.`,
  );
}
