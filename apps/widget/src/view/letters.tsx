// The visitor's messages from before: a list, and one of them with its answers.
import type { OwnSubmission } from '@frontdesk/contracts';
import type { JSX } from 'preact';
import type { Letters as State } from '../app-state.js';
import css from '../styles/letters.css?inline';
import { EMPTY_RATING } from '../rating-draft.js';
import { later } from './later.js';
import { FileView } from './file-view.js';
import type { Ui } from './ui.js';

export { css };

const Rating = later(async () => {
  const { css: style, LetterRating: part } = await import('./rating.js');
  return { css: style, part };
});

export function Letters(ui: Ui): JSX.Element | null {
  const { letters } = ui.state;
  if (letters === null) return null;
  return (
    <div class="scroll letters">
      {letters.open === null ? (
        <List {...ui} letters={letters} />
      ) : (
        <Thread {...ui} letters={letters} letter={letters.open} />
      )}
      {letters.problem !== null && (
        <p class="problem" role="alert">
          {letters.problem}
        </p>
      )}
    </div>
  );
}

function List({ controller, language, letters, t }: Ui & { readonly letters: State }): JSX.Element {
  return (
    <>
      {letters.list.length === 0 && <p class="fine">{t('lettersNone')}</p>}
      <ul class="plain-list">
        {letters.list.map((letter) => (
          <li key={letter.submissionId}>
            <button type="button" class="letter" onClick={() => void controller.letters.read(letter.submissionId)}>
              <span>{letter.title ?? letter.text.slice(0, 80)}</span>
              <span class="fine">
                {moment(letter.receivedAt, language)} · {t(stateOf(letter))}
              </span>
              {letter.unread > 0 && <span class="badge">{letter.unread}</span>}
            </button>
          </li>
        ))}
      </ul>
      <button type="button" class="big" data-autofocus onClick={() => controller.letters.show(false)}>
        {t('back')}
      </button>
    </>
  );
}

function Thread(ui: Ui & { readonly letters: State; readonly letter: OwnSubmission }): JSX.Element {
  const { controller, language, letter, letters, t } = ui;
  const send = (event: Event): void => {
    event.preventDefault();
    void controller.letters.answer();
  };
  return (
    <>
      <p class="fine">
        {t('receiptNumber')} {letter.receiptId} · {t(stateOf(letter))}
      </p>
      <ol class="plain-list" aria-label={t('letters')}>
        <li class="said is-mine">
          <p>{letter.text}</p>
          {letter.attachments.map((file) => (
            <FileView key={file.fileId} {...{ controller, file }} of={`/v1/submissions/mine/${letter.submissionId}`} />
          ))}
          <span class="fine">{moment(letter.receivedAt, language)}</span>
        </li>
        {letter.messages.map(({ messageId, author, name, text, at }) => (
          <li class={author === 'visitor' ? 'said is-mine' : 'said'} key={messageId} data-testid="letter-message">
            {author === 'agent' && <b>{name ?? t('house')}</b>}
            <p>{text}</p>
            <span class="fine">{moment(at, language)}</span>
          </li>
        ))}
      </ol>
      {letter.rating !== null && letters.rating === null && <Rated {...ui} letter={letter} />}
      {letter.ratingForm !== null && (letter.rating === null || letters.rating !== null) && <Rating {...ui} />}
      {letter.mayReply && (
        <form class="answer field" onSubmit={send}>
          <label for="answer">{t('answer')}</label>
          <textarea
            id="answer"
            rows={2}
            maxLength={4000}
            value={letters.draft}
            onInput={(event) => controller.letters.write(event.currentTarget.value)}
          />
          <button type="submit" class="big primary" aria-disabled={letters.sending}>
            {t(letters.sending ? 'sending' : 'send')}
          </button>
        </form>
      )}
      <button type="button" onClick={() => void controller.letters.read(null)}>
        {t('letters')}
      </button>
    </>
  );
}

/** Said, and may be said anew for a while. */
function Rated({ controller, letter, t }: Ui & { readonly letter: OwnSubmission }): JSX.Element {
  return (
    <p class="fine">
      {t('rated')}{' '}
      {letter.ratingForm !== null && (
        <button type="button" class="plain" onClick={() => controller.letters.judge(EMPTY_RATING)}>
          {t('change')}
        </button>
      )}
    </p>
  );
}

const stateOf = ({ closedAt, messages, unread }: OwnSubmission): 'letterClosed' | 'letterAnswered' | 'letterOpen' => {
  if (closedAt !== null) return 'letterClosed';
  return unread > 0 || messages.at(-1)?.author === 'agent' ? 'letterAnswered' : 'letterOpen';
};

const moment = (at: string, language: string): string =>
  new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(at));
