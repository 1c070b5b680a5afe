// Finding submissions: by words, status, group, agent and time, the newest first, page by page (G4).
import type { SubmissionView } from '@frontdesk/contracts';
import { notFound, PORTS, type ServicePorts } from '@frontdesk/nest';
import { Inject, Injectable } from '@nestjs/common';
import { Brackets, type Repository, type SelectQueryBuilder } from 'typeorm';
import { SubmissionRows, type SubmissionRow } from '../rows/submission-row.js';
import { Rules } from './rules.js';
import { toSubmissionView } from './submission-views.js';

export interface Filter {
  readonly status?: 'open' | 'confirmed' | 'accepted' | 'closed' | 'all';
  readonly q?: string;
  readonly group?: string;
  readonly agent?: string;
  readonly from?: string;
  readonly to?: string;
}

export interface SubmissionList {
  readonly data: readonly SubmissionView[];
  readonly nextCursor: string | null;
}

/** What counts: neither undecided nor taken by an agent. */
const STATUSES = {
  open: ['confirmed', 'accepted'],
  confirmed: ['confirmed'],
  accepted: ['accepted'],
  closed: ['closed'],
  all: ['confirmed', 'accepted', 'closed'],
} as const;

@Injectable()
export class Finding {
  private readonly rows: Repository<SubmissionRow>;

  constructor(
    @Inject(PORTS) ports: ServicePorts,
    @Inject(Rules) private readonly rules: Rules,
  ) {
    this.rows = ports.db.getRepository(SubmissionRows);
  }

  async page(workspace: string, filter: Filter, limit: number, cursor?: string): Promise<SubmissionList> {
    const query = this.query(workspace, filter);
    // Ids sort by time.
    if (cursor !== undefined) query.andWhere('s.submissionId < :cursor', { cursor });
    const found = await query.take(limit + 1).getMany();
    const page = found.slice(0, limit);
    const nextCursor = found.length > limit ? (page.at(-1)?.submissionId ?? null) : null;
    return { data: await this.viewsOf(workspace, page), nextCursor };
  }

  /** @throws ProblemException not_found, for a foreign one too */
  async row(workspace: string, submissionId: string): Promise<SubmissionRow> {
    const row = await this.rows.findOneBy({ workspace, submissionId });
    if (row === null) throw notFound('submission');
    return row;
  }

  async view(workspace: string, submissionId: string): Promise<SubmissionView> {
    const [view] = await this.viewsOf(workspace, [await this.row(workspace, submissionId)]);
    if (view === undefined) throw notFound('submission');
    return view;
  }

  /** The visitor's own ones. */
  async ownRows(workspace: string, visitorId: string, limit: number): Promise<readonly SubmissionRow[]> {
    return this.rows.find({ where: { workspace, visitorId }, order: { submissionId: 'DESC' }, take: limit });
  }

  private async viewsOf(workspace: string, rows: readonly SubmissionRow[]): Promise<readonly SubmissionView[]> {
    const agents = rows.flatMap(({ assignee }) => (assignee === null ? [] : [assignee]));
    const [names, ratings] = await Promise.all([this.rules.names(workspace, agents), this.rules.rating(workspace)]);
    return rows.map((row) => toSubmissionView(row, names, ratings));
  }

  private query(workspace: string, filter: Filter): SelectQueryBuilder<SubmissionRow> {
    const { status = 'open', q, group, agent, from, to } = filter;
    const query = this.rows.createQueryBuilder('s').where('s.workspace = :workspace', { workspace });
    query.andWhere('s.status IN (:...statuses)', { statuses: [...STATUSES[status]] });
    if (group !== undefined) query.andWhere('s.groupId = :group', { group });
    if (agent === 'none') query.andWhere('s.assignee IS NULL');
    else if (agent !== undefined) query.andWhere('s.assignee = :agent', { agent });
    if (from !== undefined) query.andWhere('s.receivedAt >= :from', { from: new Date(from) });
    if (to !== undefined) query.andWhere('s.receivedAt < :to', { to: new Date(to) });
    for (const [index, word] of wordsOf(q).entries()) {
      const like = `%${word.replace(/[\\%_]/g, '\\$&')}%`;
      const anywhere = ['text', 'title', 'name', 'email', 'receiptId'].map(
        (column) => `s.${column} ILIKE :word${index}`,
      );
      query.andWhere(new Brackets((where) => where.where(anywhere.join(' OR '), { [`word${index}`]: like })));
    }
    return query.orderBy('s.submissionId', 'DESC');
  }
}

/** Each word has to stand somewhere. */
const wordsOf = (q = ''): readonly string[] =>
  q.replaceAll('\u0000', '').trim().split(/\s+/).filter(Boolean).slice(0, 10);
