// Runs one command on one submission: facts, row and what the engine must hear in one append.
import type { RoutingInput } from '@frontdesk/contracts';
import { AggregateHandler, type Handled } from '@frontdesk/engine';
import type { NewRecord, Position, RecordMeta, StoredRecord } from '@frontdesk/journal';
import { notFound, PORTS, problemOf, type ProblemException, type Queryable, type ServicePorts } from '@frontdesk/nest';
import {
  submissionDecider,
  type SubmissionCommand,
  type SubmissionFact,
  type SubmissionRefusal,
  type SubmissionState,
  type SubmissionStatus,
} from '@frontdesk/submission';
import { Inject, Injectable } from '@nestjs/common';
import { projectSubmission } from '../rows/project-submission.js';
import { ASSIGNMENT_INPUTS, SUBMISSION_EVENTS } from '../topics.js';

export interface Order {
  readonly workspace: string;
  readonly submissionId: string;
  readonly command: SubmissionCommand;
  readonly meta: RecordMeta;
  readonly position?: Position;
  /** More rows for the same append. */
  readonly rows?: (tx: Queryable, stored: readonly StoredRecord[]) => Promise<void>;
}

@Injectable()
export class Submissions {
  private readonly handler: AggregateHandler<
    Queryable,
    SubmissionState,
    SubmissionCommand,
    SubmissionFact,
    SubmissionRefusal
  >;

  constructor(@Inject(PORTS) private readonly ports: ServicePorts) {
    const { journal, ids } = ports;
    // What was left stands in the state, so fewer are kept than the handler would.
    const options = { journal, ids, decider: submissionDecider, topic: SUBMISSION_EVENTS, cached: 1_000 };
    this.handler = new AggregateHandler(options);
  }

  run(order: Order): Promise<Handled<SubmissionState, SubmissionRefusal>> {
    const { workspace, submissionId, command, meta, position, rows } = order;
    const at = this.ports.clock.now();
    return this.handler.handle({
      ...{ workspace, stream: submissionId, key: submissionId, command, at, meta },
      ...(position === undefined ? {} : { positions: [position] }),
      also: (facts) => inputsOf(facts).map((input) => this.inputRecord(order, at, input)),
      rows: async (tx, _state, _version, stored) => {
        await projectSubmission(tx, stored);
        await rows?.(tx, stored);
      },
    });
  }

  /** As it is now; version 0: there is none. */
  async state(workspace: string, submissionId: string): Promise<SubmissionState> {
    return (await this.handler.load(workspace, submissionId)).state;
  }

  /** Its status once it is no longer pending, or `pending` when the wait is over. */
  settled(workspace: string, submissionId: string): Promise<SubmissionStatus> {
    const { journal, clock, tuning, alarm } = this.ports;
    return new Promise((resolve) => {
      const look = async () => {
        const { state } = await this.handler.load(workspace, submissionId);
        if (state.status !== 'pending') end(state.status);
      };
      const lookSafely = () => void look().catch((error: unknown) => alarm('could not look at a submission', error));
      const forget = journal.onAppend(SUBMISSION_EVENTS, lookSafely);
      const cancel = clock.at(clock.now() + tuning.decisionWaitMs, () => end('pending'));
      const end = (status: SubmissionStatus) => {
        forget();
        cancel();
        resolve(status);
      };
      // The decision may have come before we began to wait.
      lookSafely();
    });
  }

  /** Keyed by workspace: the routing domain whose engine has to hear it. */
  private inputRecord({ workspace, meta }: Order, at: number, { type, data }: RoutingInput): NewRecord {
    const id = this.ports.ids.next();
    return { id, topic: ASSIGNMENT_INPUTS, key: workspace, workspace, type, stream: null, at, meta, data };
  }
}

/** A place hangs on it: the engine decides whether an agent came first. */
function inputsOf(facts: readonly SubmissionFact[]): readonly RoutingInput[] {
  return facts.flatMap((fact): readonly RoutingInput[] => {
    if (fact.type !== 'submission.received' || fact.data.conversationId === null) return [];
    const { conversationId, submissionId } = fact.data;
    return [{ type: 'convert_requested', data: { conversationId, submissionId } }];
  });
}

/** A refusal as the problem that leaves; what is not the caller's does not exist. */
export function problemFor(refusal: SubmissionRefusal): ProblemException {
  return refusal.rejected === 'unknown_submission' ? notFound('submission') : problemOf(refusal);
}
