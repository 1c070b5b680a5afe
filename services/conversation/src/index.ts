// The conversation service: visitor sessions, conversations, messages.
export { conversationService } from './service.js';
export { DEMO_SITE, Sites } from './sessions/sites.js';
export { type SiteRow } from './rows/site-row.js';
