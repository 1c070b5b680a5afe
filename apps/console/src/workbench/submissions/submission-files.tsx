// The files that were left with a submission: pictures are shown, others are saved.
import type { SubmissionDetail } from '@frontdesk/contracts';
import { useTranslation } from 'react-i18next';
import { FileCard } from '../conversation/file-card';
import classes from './submission-files.module.css';

type Shown = Pick<SubmissionDetail, 'attachments' | 'submissionId'>;

export function SubmissionFiles({ attachments, submissionId }: Shown) {
  const { t } = useTranslation();
  if (attachments.length === 0) return null;
  return (
    <ul className={classes.files} aria-label={t('submissions.files')}>
      {attachments.map((file) => (
        <li key={file.fileId}>
          <FileCard of={`/submissions/${encodeURIComponent(submissionId)}`} file={file} />
        </li>
      ))}
    </ul>
  );
}
