// Everything the page shows, as one value, and which screen follows from it. Pure: every state has a way on.
import type { OwnSubmission, SubmissionReceipt, VisitorSession } from '@frontdesk/contracts';
import type { Attachment } from './attachment.js';
import type { ConnectionStatus } from './connection.js';
import type { Conversation } from './conversation-state.js';
import type { FormDraft, Keep, PendingStart } from './keep.js';
import type { MessageEntry } from './message-entry.js';
import type { PendingMessage } from './outbox.js';
import type { RatingDraft, RatingStep } from './rating-draft.js';
import type { AskedFor, FormErrors } from './submission-form.js';

/** What the visitor has left before; the desk of the same name keeps it. */
export interface Letters {
  /** The list, or the one that is open, is on screen. */
  readonly shown: boolean;
  readonly list: readonly OwnSubmission[];
  readonly open: OwnSubmission | null;
  readonly draft: string;
  /** What is about to be said of the one that is open. */
  readonly rating: RatingDraft | null;
  readonly sending: boolean;
  /** Why the last step came to nothing. */
  readonly problem: string | null;
}

export interface AppState {
  readonly open: boolean;
  readonly session: VisitorSession | null;
  /** The server could not be reached; the widget goes on trying. */
  readonly unreachable: boolean;
  readonly conversation: Conversation | null;
  /** There is a conversation from an earlier page load, and the server has not shown it yet. */
  readonly resuming: boolean;
  readonly start: PendingStart | null;
  /** The first message of an answered start, shown until the transcript has it. */
  readonly opening: PendingStart | null;
  readonly pending: readonly PendingMessage[];
  readonly draft: string;
  /** Files that go with the next message. */
  readonly attachments: readonly Attachment[];
  /** The message is sent once they are there. */
  readonly awaitingFiles: boolean;
  /** The message that the next one answers, or that is being changed. */
  readonly replying: MessageEntry | null;
  readonly editing: MessageEntry | null;
  /** A sentence about what just failed, next to the composer. */
  readonly problem: string | null;
  readonly connection: ConnectionStatus;
  readonly agentTyping: boolean;
  /** "End this chat?" stands open. */
  readonly confirming: boolean;
  /** The visitor prefers to leave a message although the chat would be possible. */
  readonly leaving: boolean;
  /** What the form asks for; null until the server has said it. */
  readonly asked: AskedFor | null;
  readonly form: FormDraft;
  readonly formErrors: FormErrors;
  /** How often the form came back with faults: each time the first of them gets the focus. */
  readonly refusals: number;
  readonly submitting: boolean;
  readonly receipt: SubmissionReceipt | null;
  readonly seen: number;
  readonly groupId: string | null;
  readonly rating: RatingStep;
  /** What the visitor has left before, with the answers; null: not looked for. */
  readonly letters: Letters | null;
}

export type Screen =
  'idle' | 'connecting' | 'queued' | 'pooled' | 'chatting' | 'form' | 'receipt' | 'refused' | 'ended' | 'letters';

/** A new page load goes on with what the browser kept. */
export function restored(keep: Pick<Keep, 'read'>, groupId: string | null): AppState {
  return {
    open: keep.read('open') ?? false,
    draft: keep.read('draft') ?? '',
    start: keep.read('start'),
    resuming: keep.read('conversation') !== null,
    pending: keep.read('outbox') ?? [],
    form: keep.read('form') ?? { name: '', email: '', text: null },
    receipt: keep.read('receipt'),
    seen: keep.read('seen') ?? 0,
    ...{ attachments: [], awaitingFiles: false, replying: null, editing: null },
    ...{ session: null, conversation: null, opening: null, problem: null, connection: 'idle', groupId, refusals: 0 },
    ...{ asked: null, letters: null },
    ...{ unreachable: false, agentTyping: false, confirming: false, leaving: false, formErrors: {}, submitting: false },
    rating: null,
  };
}

const TURNED_AWAY = ['refused', 'closing_time'];

export function screenOf({ conversation, leaving, letters, receipt, resuming, start }: AppState): Screen {
  const view = conversation?.view;
  // An agent who came first wins over the form and over the receipt.
  if (view?.state === 'assigned') return 'chatting';
  if (receipt !== null && receipt.status !== 'withdrawn') return 'receipt';
  // There every message is answered: there is no form beside it.
  if (view?.state === 'pooled') return 'pooled';
  if (letters?.shown === true && (view === undefined || view.state === 'closed')) return 'letters';
  // Left after the chat: the chat that is over is behind it.
  if (leaving && view?.state === 'closed') return 'form';
  if (view?.state === 'closed')
    return TURNED_AWAY.includes(view.closedReason ?? '') || view.outcome === 'unavailable' ? 'refused' : 'ended';
  if (leaving || view?.state === 'submission_offered') return 'form';
  if (view === undefined) return start === null && !resuming ? 'idle' : 'connecting';
  return view.state === 'queued' ? 'queued' : 'connecting';
}

/** The receipt was given, then an agent turned up: the text is in the chat. */
export function agentCameFirst({ conversation, receipt }: AppState): boolean {
  return receipt !== null && conversation?.view.state === 'assigned';
}

export function isLive(conversation: Conversation | null): conversation is Conversation {
  return conversation !== null && conversation.view.state !== 'closed';
}

/** Nothing gets through at the moment: whoever is there cannot be promised. */
export function isLost({ connection, unreachable }: AppState): boolean {
  return unreachable || connection === 'reconnecting';
}

/** How the other side stands, while there is something to say about it. */
export function presenceOf(state: AppState): 'inChat' | VisitorSession['availability'] | undefined {
  const screen = screenOf(state);
  return screen === 'chatting' ? 'inChat' : screen === 'idle' ? state.session?.availability : undefined;
}

export function canWrite(screen: Screen): boolean {
  return !['form', 'receipt', 'refused', 'ended', 'letters'].includes(screen);
}

/** Whether the visitor is asked for a rating, or is about to give one. */
export function isRating({ conversation, rating }: AppState): boolean {
  const form = conversation?.view.rating?.form;
  return rating === 'thanks' || (!!form && rating !== 'later' && (form.asked || rating !== null));
}

/** The text of the form: the visitor's own, or everything already written in the chat. */
export function formText({ conversation, draft, form, opening, pending, start }: AppState): string {
  if (form.text !== null) return form.text;
  const written = (conversation?.entries ?? []).flatMap((entry) =>
    entry.kind === 'message' && entry.author === 'visitor' ? [entry.text] : [],
  );
  const first = (opening ?? start)?.body.text ?? '';
  return [...(written.includes(first) ? [] : [first]), ...written, ...pending.map((message) => message.text), draft]
    .filter(Boolean)
    .join('\n');
}

/** Before there is a conversation files wait for it: the first message brings them. */
export function mayAttach(state: AppState): boolean {
  const { conversation, editing, session } = state;
  const allowed = session?.messages?.files.enabled === true && editing === null;
  if (!allowed || !canWrite(screenOf(state))) return false;
  return conversation === null || (isLive(conversation) && conversation.view.place?.typing !== false);
}
