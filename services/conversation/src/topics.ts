// The topics this service writes to and reads from.
import type { Topic } from '@frontdesk/contracts';

export const CONVERSATION_EVENTS: Topic = 'conversation.events';
export const ASSIGNMENT_INPUTS: Topic = 'assignment.inputs';
export const ASSIGNMENT_DECISIONS: Topic = 'assignment.decisions';
export const SUBMISSION_EVENTS: Topic = 'submission.events';
export const SETTINGS_EVENTS: Topic = 'settings.events';
export const PRESENCE_EVENTS: Topic = 'presence.events';
export const VISITOR_EVENTS: Topic = 'visitor.events';
