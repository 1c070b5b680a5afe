// The submission core: what is left when no agent takes the conversation.
export {
  submissionDecider,
  type SubmissionCommand,
  type SubmissionRefusal,
  type SubmissionState,
  type SubmissionStatus,
} from './decider.js';
export { type SubmissionFact, type SubmissionReceived, type SubmissionWithdrawn } from './event.js';
export { MAX_EMAIL, MAX_NAME, MAX_TEXT } from './validation.js';
