// One submission whole, and what can be done with it.
import type { SubmissionDetail } from '@frontdesk/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useFallbackInterval } from '../../realtime/realtime-context';
import { useHttp } from '../../api/api-context';
import { keys } from '../../api/keys';
import { isProblem } from '../../api/problem';

/** Null: there is none, or it is not ours to see. Nothing: it is not there yet. */
export function useSubmission(submissionId: string): SubmissionDetail | null | undefined {
  const http = useHttp();
  return useQuery({
    queryKey: keys.submission(submissionId),
    queryFn: async ({ signal }) => {
      try {
        return await http.get<SubmissionDetail>(pathOf(submissionId), signal);
      } catch (error) {
        if (isProblem(error, 404)) return null;
        throw error;
      }
    },
    refetchInterval: useFallbackInterval(),
  }).data;
}

export const pathOf = (submissionId: string): string => `/submissions/${encodeURIComponent(submissionId)}`;

export interface SubmissionStep {
  /** Below the submission's own path. */
  readonly step: string;
  readonly body?: object;
  /** Of what must not happen twice. */
  readonly key?: string;
}

export function useSubmissionStep<Answer = unknown>(submissionId: string) {
  const http = useHttp();
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ step, body = {}, key }: SubmissionStep) =>
      http.request<Answer>('POST', `${pathOf(submissionId)}/${step}`, {
        body,
        ...(key !== undefined && { headers: { 'idempotency-key': key } }),
      }),
    onSettled: () => client.invalidateQueries({ queryKey: keys.submissions }),
  });
}
