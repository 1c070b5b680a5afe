// What stories of the whole product need: those who are told of submissions.
export { MailReceiver, WebReceiver } from './receivers.js';
