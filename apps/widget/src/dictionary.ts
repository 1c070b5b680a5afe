// The widget's own words; `{name}` is filled in. English stands here, words/*.json carry the same keys.
import type { fileWords } from './file-words.js';
import type { ratingWords } from './rating-words.js';

export const en = {
  launcher: 'Chat with us',
  unread: 'New messages: {n}',
  title: 'How can we help?',
  online: 'We are online',
  nobody_online: 'Nobody is at the desk right now',
  out_of_hours: 'We are closed right now',
  asynchronous: 'We answer as soon as we can',
  onlineText: 'You reach somebody right away, or get a place in the queue.',
  awayText: 'Leave us a message: we will get back to you.',
  awayQueueText: 'You can wait in the queue until somebody is here, or leave us a message.',
  awayWriteText: 'Write to us, and see what we can do for you right now.',
  asyncText: 'Write to us: we answer here, and you can come back at any time.',
  groups: 'What is it about?',
  startChat: 'Start chat',
  back: 'Back to the chat',
  backToStart: 'Back',
  minimise: 'Minimise',
  messages: 'Conversation',
  message: 'Your message',
  send: 'Send',
  sending: 'Sending…',
  waiting: 'Goes out when you are back online',
  notSent: 'Not sent: {reason}',
  edit: 'Edit again',
  connecting: 'Looking for somebody for you…',
  queued: 'You are in the queue',
  you: 'You',
  queueHint: 'You can write already. Your place is kept if you leave for a moment.',
  leaveQueue: 'Leave the queue',
  forecast: 'Usual wait: {time}',
  warning: 'Nobody could take your chat so far.',
  keepWaiting: 'Keep waiting',
  priority: 'Somebody with priority came in before you.',
  returned: 'Somebody who was here before you is back.',
  pooled: 'We have your message and will answer you here.',
  pooledHint: 'You can write on, leave this page, and come back at any time.',
  joined: '{name} joined',
  inChat: 'is here for you',
  typing: '{name} is writing…',
  endChat: 'End chat',
  endConfirm: 'End this chat?',
  endYes: 'Yes, end it',
  endNo: 'Keep chatting',
  ended: 'This conversation has ended',
  endedQueue: 'Sorry, nobody could take your chat in time.',
  endedHours: 'Our hours are over for now.',
  endedPool: 'Sorry, nobody could answer in time. Write again, and we will try anew.',
  endedConverted: 'Your message is passed on, we will answer by e-mail.',
  endedSilent: 'We had not heard from you for a while.',
  endedWindow: 'You went on in another window.',
  reopen: 'Go on with this chat',
  startNew: 'Start a new chat',
  refused: 'We cannot take your chat right now',
  form: 'Leave a message',
  formText: 'We will get back to you by e-mail.',
  name: 'Your name',
  email: 'Your e-mail',
  text: 'Your message to us',
  emailBad: 'Please give your e-mail address, like name@example.com.',
  textMissing: 'Please write what we can do for you.',
  fieldMissing: 'Please fill this in.',
  consentMissing: 'Please agree, so that we may answer you.',
  fieldTitle: 'In a few words',
  fieldType: 'What is it about?',
  fieldPhone: 'Your phone number',
  optional: 'optional',
  choose: 'Please choose',
  letters: 'Your messages',
  lettersNew: 'Your messages ({n} new)',
  lettersNone: 'You have left no message here yet.',
  letterOpen: 'We will answer you',
  letterAnswered: 'Answered',
  letterClosed: 'Done',
  house: 'Our team',
  answer: 'Your answer',
  rated: 'Thank you for your rating.',
  submit: 'Leave message',
  noThanks: 'No, thank you',
  receipt: 'Thank you, we have your message',
  receiptNumber: 'Your receipt number',
  agentFirst: 'An agent came first: your message is already in this chat.',
  attach: 'Attach a file',
  files: 'Files to send',
  uploading: 'Uploading',
  sentWithFiles: 'Goes out as soon as the file is there',
  remove: 'Remove {name}',
  tooLarge: 'Larger than {size}: please choose a smaller file.',
  replyTo: 'Reply to {name}',
  editing: 'Change your message',
  cancel: 'Cancel',
  actions: 'Message',
  reply: 'Reply',
  change: 'Change',
  recall: 'Take back',
  recalled: 'Message taken back',
  edited: 'edited',
  save: 'Save the chat',
  reconnecting: 'Reconnecting…',
  tryAgain: 'Try again',
  rate: 'Rate this chat',
  failed: 'That did not work. Nothing is lost, please try again.',
};

export type Words = typeof en & typeof ratingWords & typeof fileWords;

export type Translate = (key: keyof Words, values?: Readonly<Record<string, string | number>>) => string;

/** `words` is asked with every call: those of another language come a moment after the script. */
export function translator(words: () => Words): Translate {
  return (key, values = {}) => words()[key].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
}

/** The words of a language; the script brings English, any other stands beside it. English where they cannot be had. */
export async function wordsOf(language: Language, base: string): Promise<Words> {
  if (language === 'en') return en as Words;
  try {
    return { ...en, ...((await (await fetch(`${base}/widget.${language}.json`)).json()) as Words) };
  } catch {
    return en as Words;
  }
}

export type Language = 'en' | 'de';

/** The first of the wishes that the widget speaks: attribute, page, browser. */
export function chooseLanguage(wishes: readonly string[]): Language {
  const known = wishes.map((wish) => wish.slice(0, 2).toLowerCase()).find((wish) => wish === 'en' || wish === 'de');
  return known === 'de' ? 'de' : 'en';
}
