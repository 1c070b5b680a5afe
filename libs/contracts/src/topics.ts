// Every topic and who writes it: the one list that compositions, brokers and the CLI read.

export const TOPICS = {
  'settings.events': ['settings'],
  'presence.events': ['presence'],
  'conversation.events': ['conversation'],
  'visitor.events': ['conversation'],
  'submission.events': ['submission'],
  'assignment.inputs': ['settings', 'presence', 'conversation', 'submission', 'assignment-queue'],
  'assignment.decisions': ['assignment-queue'],
} as const satisfies Record<string, readonly string[]>;

export type Topic = keyof typeof TOPICS;

/** The services whose lanes make up a topic; none for a topic that is not ours. */
export const writersOf = (topic: string): readonly string[] =>
  (TOPICS as Record<string, readonly string[]>)[topic] ?? [];

/** Whether each lane of a topic has one owner, who alone writes it. */
export const isOwned = (topic: string): boolean => topic === 'assignment.decisions';
