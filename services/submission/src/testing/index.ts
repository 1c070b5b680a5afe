// What stories of the whole product need: those who are told, and a clock that moves as told.
export { MovingClock } from './moving-clock.js';
export { MailReceiver, WebReceiver } from './receivers.js';
