// Submissions as a file: CSV for a spreadsheet, JSON for a program; page by page, so that any number of them will do.
import type { SubmissionView } from '@frontdesk/contracts';
import { stringify } from 'csv-stringify/sync';

type Cell = string | number | null;

const COLUMNS: Readonly<Record<string, (one: SubmissionView) => Cell>> = {
  receipt: ({ receiptId }) => receiptId,
  received_at: ({ receivedAt }) => receivedAt,
  status: ({ status }) => status,
  group: ({ groupId }) => groupId,
  reason: ({ reason }) => reason,
  name: ({ name }) => name,
  email: ({ email }) => email,
  phone: ({ phone }) => phone,
  type: ({ type }) => type.join(' › '),
  title: ({ title }) => title,
  text: ({ text }) => text,
  answers: ({ answers }) => answers.map(({ label, value }) => `${label}: ${value}`).join('\n'),
  language: ({ language }) => language,
  assignee: ({ assignee }) => assignee?.name ?? null,
  last_message_at: ({ lastMessageAt }) => lastMessageAt,
  closed_at: ({ closedAt }) => closedAt,
  score: ({ rating }) => rating?.score ?? null,
  comment: ({ rating }) => rating?.comment ?? null,
  delivery: ({ delivery }) => delivery,
  submission_id: ({ submissionId }) => submissionId,
  rating_kind: ({ rating }) => rating?.kind ?? null,
  rating_tags: ({ rating }) => rating?.tags.map(({ name }) => name).join(', ') ?? null,
  solved: ({ rating }) => (rating?.solved == null ? null : String(rating.solved)),
  attachments: ({ attachments }) => attachments.map(({ name }) => name).join('\n'),
};

/** A spreadsheet takes such a cell for a formula; with the quote in front it is text (CWE-1236). */
export const harmless = (cell: Cell): Cell =>
  typeof cell === 'string' && /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/.test(cell) ? `'${cell}` : cell;

type Pages = AsyncIterable<readonly SubmissionView[]>;

export async function* asCsv(pages: Pages): AsyncGenerator<string> {
  // Spreadsheets take a file without a mark for anything but UTF-8.
  yield `\uFEFF${stringify([Object.keys(COLUMNS)], RECORDS)}`;
  for await (const page of pages) {
    yield stringify(
      page.map((one) => Object.values(COLUMNS).map((read) => harmless(read(one)))),
      RECORDS,
    );
  }
}

const RECORDS = { record_delimiter: 'windows' } as const;

export async function* asJson(pages: Pages): AsyncGenerator<string> {
  let first = true;
  yield '[';
  for await (const page of pages) {
    for (const one of page) {
      yield `${first ? '\n' : ',\n'}${JSON.stringify(one)}`;
      first = false;
    }
  }
  yield first ? ']\n' : '\n]\n';
}
