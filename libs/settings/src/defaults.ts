// The single documents as they count until somebody saves them: a workspace works from its first minute.
import type { SingleDocuments } from './document.js';
import { completeHours } from './hours.js';
import { USUAL_FILES } from './messages.js';
import { completeQueue } from './queue.js';
import { completeStrategy } from './strategy.js';
import { completeSubmission } from './submission.js';

export const DEFAULTS: SingleDocuments = {
  queue: completeQueue({
    enabled: true,
    maxLength: 20,
    maxWaitSeconds: 600,
    warnBeforeSeconds: 30,
    keepWaiting: 1,
    maxOvertakes: 10,
    abandonAfterSeconds: 120,
    message: 'You are number {{position}} in the queue. {{ahead}} ahead of you.',
  }),
  submission: completeSubmission({
    enabled: true,
    outOfHours: {
      enabled: true,
      text: 'We are closed right now. Leave us a message and we will write to you as soon as we are back.',
    },
    nobodyOnline: {
      enabled: true,
      text: 'Nobody is here at the moment. Leave us a message and we will write back to you.',
    },
    queueFull: {
      enabled: true,
      text: 'So many people are waiting that we would keep you too long. Leave us a message and we will write back.',
    },
    queueTimeout: {
      enabled: true,
      text: 'We are sorry that this took so long. Leave us a message and we will write back to you.',
    },
  }),
  hours: completeHours({
    alwaysOpen: true,
    timeZone: 'UTC',
    weekly: { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] },
  }),
  strategy: completeStrategy({ method: 'saturation', directReturnMinutes: 10 }),
  mode: {
    ...{ mode: 'real_time', channels: {}, groups: {}, assignAmong: 'online', poolOrder: 'oldest' },
    ...{ unassignedTimeoutSeconds: null, messages: {} },
  },
  'routing-rules': { rules: [] },
  presence: {
    statuses: [
      { id: 'break', name: 'Break', countsAs: 'busy' },
      { id: 'meal', name: 'Meal', countsAs: 'offline' },
      { id: 'meeting', name: 'Meeting', countsAs: 'busy' },
      { id: 'training', name: 'Training', countsAs: 'busy' },
    ],
    graceSeconds: 30,
    agentLost: 'keep',
    approval: false,
    idleBusyMinutes: null,
    backgroundSeconds: null,
  },
  rating: {
    enabled: false,
    templates: [
      {
        id: 'stars',
        name: 'Five stars',
        kind: 'stars5',
        question: 'How was your chat with us?',
        questions: { de: 'Wie war Ihr Gespräch mit uns?' },
        tags: [
          { id: 'friendly', name: 'Friendly', names: { de: 'Freundlich' }, from: 4, to: 5 },
          { id: 'quick', name: 'Quick', names: { de: 'Schnell' }, from: 4, to: 5 },
          { id: 'slow', name: 'Took too long', names: { de: 'Dauerte zu lange' }, from: 1, to: 3 },
          { id: 'no_help', name: 'Did not help', names: { de: 'Half nicht weiter' }, from: 1, to: 3 },
        ],
        freeText: true,
        askSolved: true,
        when: { invited: true, atEnd: true, anyTime: true },
        changeMinutes: 60,
        openDays: 7,
      },
    ],
    defaultTemplateId: 'stars',
    groups: {},
  },
  conversation: {
    fallbackLanguage: 'en',
    welcome: {
      enabled: false,
      when: 'once_per_conversation',
      texts: { en: 'Welcome, {{visitor}}. How can we help you?', de: 'Willkommen! Wie können wir helfen?' },
    },
    connected: {
      enabled: false,
      when: 'every_time',
      texts: { en: 'You are talking to {{agent}}.', de: '{{agent}} ist jetzt für Sie da.' },
    },
    agentSlow: {
      enabled: false,
      afterSeconds: 90,
      times: 1,
      texts: {
        en: 'Thank you for waiting. {{agent}} will be with you in a moment.',
        de: 'Danke für Ihre Geduld. {{agent}} ist gleich für Sie da.',
      },
    },
    visitorIdle: {
      enabled: false,
      afterSeconds: 180,
      times: 1,
      texts: { en: 'Are you still there?', de: 'Sind Sie noch da?' },
    },
    visitorTimeout: {
      enabled: false,
      afterSeconds: 600,
      texts: {
        en: 'We have not heard from you for a while, so we are ending this chat. Write to us at any time.',
        de: 'Wir haben länger nichts von Ihnen gehört und beenden den Chat. Schreiben Sie uns jederzeit wieder.',
      },
    },
    endWords: {
      enabled: false,
      when: 'after_agent',
      texts: { en: 'Thank you for talking to us. Goodbye!', de: 'Vielen Dank für das Gespräch. Auf Wiedersehen!' },
    },
    visitorLeftSeconds: null,
    newWindow: 'continue',
    reopenMinutes: 10,
    transfer: { approval: 'none', timeoutSeconds: 60, order: 'keep' },
  },
  tags: { tags: [] },
  'summary-fields': { fields: [], beforeClose: true },
  messages: {
    editSeconds: 300,
    recallSeconds: 120,
    receipts: { toVisitor: true, toAgent: true },
    typingPreview: true,
    files: { enabled: true, ...USUAL_FILES },
  },
};
