// Who may take a submission: anybody who answers, or, where the settings say so, only whom a supervisor has named (G4).
import { grants, type Principal } from '@frontdesk/contracts';
import { ProblemException } from '@frontdesk/nest';
import { Inject, Injectable } from '@nestjs/common';
import type { SubmissionRow } from '../rows/submission-row.js';
import { Rules } from './rules.js';

@Injectable()
export class Taking {
  constructor(@Inject(Rules) private readonly rules: Rules) {}

  /** @throws ProblemException assigned_by_hand */
  async mustBeAllowed(who: Principal, { workspace, groupId, assignee }: SubmissionRow): Promise<void> {
    if (assignee === who.id || grants('submission.assign', who)) return;
    const { assign } = await this.rules.of(workspace, groupId);
    if (assign !== 'manual') return;
    throw new ProblemException('assigned_by_hand', 'Here a supervisor says whose a submission is. Ask for it.');
  }
}
