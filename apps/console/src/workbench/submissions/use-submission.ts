// One submission, out of the lists that the page has anyway.
import type { SubmissionView } from '@frontdesk/contracts';
import { useSubmissions } from '../../api/staff-queries';

/** Null: it is in none of the lists. Nothing: they are not there yet. */
export function useSubmission(submissionId: string): SubmissionView | null | undefined {
  const open = useSubmissions('open').data;
  const closed = useSubmissions('closed').data;
  const found = [...(open ?? []), ...(closed ?? [])].find((each) => each.submissionId === submissionId);
  return found ?? (open === undefined || closed === undefined ? undefined : null);
}
