// The submission core: what is left when no agent takes the conversation, what becomes of it, and who is told.
export { type CustomRules } from './answers.js';
export { type AttachmentRules } from './attachments.js';
export { carriedText, saidIn } from './carried-text.js';
export {
  type SubmissionCommand,
  type SubmissionRefusal,
  type SubmissionState,
  type SubmissionStatus,
} from './command.js';
export { submissionDecider } from './decider.js';
export {
  deliveryDecider,
  TRY_AFTER,
  type DeliveryCommand,
  type DeliveryRefusal,
  type DeliveryState,
} from './delivery.js';
export {
  type Answer,
  type Attachment,
  type DeliveryFact,
  type DeliveryPlanned,
  type SubmissionFact,
  type SubmissionRatingGiven,
  type SubmissionReceived,
  type SubmissionWithdrawn,
  type Target,
} from './event.js';
export { OFFLINE_FORM, PLAIN_FORM, type FieldUse, type FormRules, type Typed } from './form.js';
export { MAX_EMAIL, MAX_NAME, MAX_TEXT } from './limits.js';
