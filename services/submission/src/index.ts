// The submission service: messages left when no agent takes the conversation.
export { submissionService } from './service.js';
