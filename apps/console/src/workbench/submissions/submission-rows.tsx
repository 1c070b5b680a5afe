// Messages left while nobody could talk.
import type { SubmissionView } from '@frontdesk/contracts';
import { TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSubmissions } from '../../api/staff-queries';
import { EmptyState } from '../../ui/empty-state';
import { Face } from '../../ui/face';
import { formatMoment } from '../../ui/format';
import { Icon } from '../../ui/icon';
import { Pill } from '../../ui/pill';
import { ProblemNote } from '../../ui/problem-note';
import { RowsLoading } from '../inbox/rows-loading';
import type { Selection } from '../use-selection';
import classes from '../inbox/row.module.css';

/** Typed words are looked for once the typing pauses. */
const PAUSE_MS = 250;

export function SubmissionRows({ selection }: { readonly selection: Selection }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const [q] = useDebouncedValue(typed.trim(), PAUSE_MS);
  const list = useSubmissions(selection.state, q);
  return (
    <>
      <TextInput
        size="xs"
        mx="sm"
        my="xs"
        type="search"
        aria-label={t('submissions.search')}
        placeholder={t('submissions.search')}
        leftSection={<Icon name="search" size={14} />}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
        }}
      />
      <Rows selection={selection} searched={q !== ''} list={list} />
    </>
  );
}

interface RowsProps {
  readonly selection: Selection;
  readonly searched: boolean;
  readonly list: ReturnType<typeof useSubmissions>;
}

function Rows({ selection, searched, list }: RowsProps) {
  const { t } = useTranslation();
  if (list.error !== null) return <ProblemNote error={list.error} onRetry={list.refetch} />;
  if (list.data === undefined) return <RowsLoading />;
  if (list.data.length === 0) {
    return (
      <EmptyState icon="letter" title={t(searched ? 'submissions.notFound' : `submissions.empty.${selection.state}`)}>
        {searched ? null : t('submissions.emptyBody')}
      </EmptyState>
    );
  }
  return (
    <ul className={classes.list}>
      {list.data.map((each) => (
        <SubmissionRow
          key={each.submissionId}
          submission={each}
          current={each.submissionId === selection.id}
          onOpen={selection.open}
        />
      ))}
    </ul>
  );
}

interface SubmissionRowProps {
  readonly submission: SubmissionView;
  readonly current: boolean;
  readonly onOpen: (id: string) => void;
}

function SubmissionRow({ submission, current, onOpen }: SubmissionRowProps) {
  const { t } = useTranslation();
  const name = submission.name ?? (submission.email === '' ? submission.receiptId : submission.email);
  return (
    <li className={classes.item}>
      <button
        type="button"
        className={classes.row}
        data-testid="submission-item"
        data-row={submission.submissionId}
        aria-current={current}
        onClick={() => {
          onOpen(submission.submissionId);
        }}
      >
        <Face name={name} size={36} />
        <span>
          <span className={classes.top}>
            <span className={classes.name}>{name}</span>
            <time className={classes.time}>{formatMoment(submission.receivedAt)}</time>
          </span>
          <span className={classes.bottom}>
            <span className={classes.text}>
              {submission.assignee === null ? '' : `${submission.assignee.name}: `}
              {submission.title ?? submission.text}
            </span>
            {submission.waitsForAnswer ? null : <Pill tone="gray">{t('submissions.answered')}</Pill>}
          </span>
        </span>
      </button>
    </li>
  );
}
