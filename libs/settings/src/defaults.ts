// The single documents as they count until somebody saves them: a workspace works from its first minute.
import type { SingleDocuments } from './document.js';
import { completeHours } from './hours.js';
import { completeQueue } from './queue.js';
import { completeStrategy } from './strategy.js';

export const DEFAULTS: SingleDocuments = {
  queue: completeQueue({
    enabled: true,
    maxLength: 20,
    maxWaitSeconds: 600,
    abandonAfterSeconds: 120,
    message: 'You are number {{position}} in the queue. {{ahead}} ahead of you.',
  }),
  submission: {
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
  },
  hours: completeHours({
    alwaysOpen: true,
    timeZone: 'UTC',
    weekly: { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] },
  }),
  strategy: completeStrategy({ method: 'saturation', directReturnMinutes: 10 }),
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
  },
  tags: { tags: [] },
  'summary-fields': { fields: [] },
  messages: {
    editSeconds: 300,
    recallSeconds: 120,
    receipts: { toVisitor: true, toAgent: true },
    typingPreview: true,
    files: {
      enabled: true,
      maxBytes: 10 * 1024 * 1024,
      types: [
        ...['image/jpeg', 'image/png', 'image/gif', 'image/webp', 'application/pdf', 'text/plain', 'text/csv'],
        'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
        'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      ],
    },
  },
};
