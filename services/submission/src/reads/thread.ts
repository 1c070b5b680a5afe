// What has been said in a submission and what happened to it: a fold of its own stream, so nothing is kept twice.
import type { SubmissionChange, SubmissionMessage } from '@frontdesk/contracts';
import type { StoredRecord } from '@frontdesk/journal';
import { PORTS, type ServicePorts } from '@frontdesk/nest';
import type { SubmissionFact } from '@frontdesk/submission';
import { Inject, Injectable } from '@nestjs/common';
import { Rules } from './rules.js';

export interface Thread {
  readonly messages: readonly SubmissionMessage[];
  readonly history: readonly SubmissionChange[];
}

type Detail = SubmissionChange['detail'];

@Injectable()
export class Threads {
  constructor(
    @Inject(PORTS) private readonly ports: ServicePorts,
    @Inject(Rules) private readonly rules: Rules,
  ) {}

  async of(workspace: string, submissionId: string): Promise<Thread> {
    const records = await this.ports.journal.readStream(workspace, submissionId);
    const named = records.flatMap((record) => [record.meta.actor, String(detailOf(factOf(record))['agentId'] ?? '')]);
    const names = new Map(await this.rules.names(workspace, named.filter(Boolean)));
    const visitor = records.map(factOf).find((fact) => fact.type === 'submission.received')?.data;
    // Empty: the visitor has not said what they are called.
    if (visitor !== undefined) names.set(visitor.visitorId, visitor.name ?? '');
    return {
      messages: records.flatMap((record) => messageOf(record, names)),
      history: records.map((record) => changeOf(record, names)),
    };
  }
}

const factOf = (record: StoredRecord): SubmissionFact =>
  ({ type: record.type, data: JSON.parse(record.body) as unknown }) as SubmissionFact;

const timeOf = ({ at }: StoredRecord): string => new Date(at).toISOString();

export function messageOf(record: StoredRecord, names: ReadonlyMap<string, string>): readonly SubmissionMessage[] {
  const fact = factOf(record);
  if (fact.type !== 'submission.replied') return [];
  const { messageId, author, by, text } = fact.data;
  return [{ messageId, author, name: author === 'agent' ? (names.get(by) ?? by) : null, text, at: timeOf(record) }];
}

function changeOf(record: StoredRecord, names: ReadonlyMap<string, string>): SubmissionChange {
  const by = record.meta.actor;
  const detail = detailOf(factOf(record));
  const agentId = detail['agentId'];
  const named = typeof agentId === 'string' ? { ...detail, agentName: names.get(agentId) ?? agentId } : detail;
  return { at: timeOf(record), type: record.type, by, byName: names.get(by) ?? by, detail: named };
}

/** What is said of a fact beside who and when; never a text. */
function detailOf(fact: SubmissionFact): Detail {
  switch (fact.type) {
    case 'submission.received':
      return { reason: fact.data.reason, automatic: fact.data.automatic ?? false };
    case 'submission.assigned':
      return { agentId: fact.data.agentId, how: fact.data.how };
    case 'submission.replied':
      return { author: fact.data.author, messageId: fact.data.messageId };
    case 'submission.reopened':
      return { why: fact.data.why };
    case 'submission.rated':
    case 'submission.rating_given':
      return { score: fact.data.score };
    case 'submission.became_conversation':
      return { agentId: fact.data.agentId, conversationId: fact.data.conversationId };
    case 'submission.withdrawn':
      return { conversationId: fact.data.conversationId };
    case 'submission.confirmed':
    case 'submission.accepted':
    case 'submission.closed':
      return {};
  }
}
