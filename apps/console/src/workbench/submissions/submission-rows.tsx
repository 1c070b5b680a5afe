// Messages left while nobody could talk.
import type { SubmissionView } from '@frontdesk/contracts';
import { useTranslation } from 'react-i18next';
import { useSubmissions } from '../../api/staff-queries';
import { EmptyState } from '../../ui/empty-state';
import { Face } from '../../ui/face';
import { formatMoment } from '../../ui/format';
import { ProblemNote } from '../../ui/problem-note';
import { RowsLoading } from '../inbox/rows-loading';
import type { Selection } from '../use-selection';
import classes from '../inbox/row.module.css';

export function SubmissionRows({ selection }: { readonly selection: Selection }) {
  const { t } = useTranslation();
  const list = useSubmissions(selection.state);
  if (list.error !== null) return <ProblemNote error={list.error} onRetry={list.refetch} />;
  if (list.data === undefined) return <RowsLoading />;
  if (list.data.length === 0) {
    return (
      <EmptyState icon="letter" title={t(`submissions.empty.${selection.state}`)}>
        {t('submissions.emptyBody')}
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
  const name = submission.name ?? submission.email;
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
            <span className={classes.text}>{submission.text}</span>
          </span>
        </span>
      </button>
    </li>
  );
}
