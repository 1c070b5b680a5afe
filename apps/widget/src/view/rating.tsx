// The card on which a visitor rates a chat, or a message that was answered: by keyboard or pointer, every choice a radio or a tick.
import type { GiveRating, RatingForm, RatingGiven } from '@frontdesk/contracts';
import type { JSX } from 'preact';
import css from '../styles/rating.css?inline';
import { en } from '../dictionary.js';
import { ratingWords } from '../rating-words.js';
import { EMPTY_RATING, type RatingDraft } from '../rating-draft.js';
import type { Ui } from './ui.js';

export { css };

// Other languages bring them with all their words.
Object.assign(en, ratingWords);

export function Rating(ui: Ui): JSX.Element {
  const { controller, state, t } = ui;
  const form = state.conversation?.view.rating?.form;
  if (state.rating === 'thanks') {
    return (
      <p class="rating thanks" role="status">
        {t('rateThanks')}
      </p>
    );
  }
  if (!form) return <></>;
  const drafted = state.rating !== null && typeof state.rating === 'object' ? state.rating : null;
  return (
    <RatingCard
      {...{ form, t }}
      draft={drafted ?? draftOf(form, state.conversation?.view.rating?.given ?? null)}
      onDraft={(rating) => controller.set({ rating })}
      give={(rating) => controller.rate(state.conversation?.view.conversationId ?? '', rating)}
      onGiven={() => controller.set({ rating: 'thanks' })}
      onLater={() => controller.set({ rating: 'later' })}
    />
  );
}

/** The same, of a message that was left and is closed. */
export function LetterRating({ controller, state, t }: Ui): JSX.Element {
  const letters = state.letters;
  const form = letters?.open?.ratingForm;
  if (!form) return <></>;
  const begun = letters.rating !== null && letters.rating !== EMPTY_RATING ? letters.rating : null;
  return (
    <RatingCard
      {...{ form, t }}
      draft={begun ?? draftOf(form, letters.open?.rating ?? null)}
      onDraft={(rating) => controller.letters.judge(rating)}
      give={(rating) => controller.letters.rate(rating)}
    />
  );
}

interface CardProps extends Pick<Ui, 't'> {
  readonly form: RatingForm;
  readonly draft: RatingDraft;
  readonly onDraft: (draft: RatingDraft) => void;
  /** Null when the server has it, else what to tell. */
  readonly give: (rating: GiveRating) => Promise<string | null>;
  readonly onGiven?: () => void;
  readonly onLater?: () => void;
}

function RatingCard(card: CardProps): JSX.Element {
  const { draft, form, onDraft, onLater, t } = card;
  const edit = (part: Partial<RatingDraft>): void => onDraft({ ...draft, problem: null, ...part });
  return (
    <form class="rating" noValidate onSubmit={(event) => (event.preventDefault(), void send(card))}>
      <Scores {...{ draft, edit, form, t }} />
      {draft.score !== null && <Details {...{ draft, edit, form, t }} />}
      {draft.problem !== null && (
        <p class="fault" role="alert">
          {draft.problem}
        </p>
      )}
      <div class="actions">
        {onLater && (
          <button type="button" onClick={onLater}>
            {t('rateLater')}
          </button>
        )}
        <button type="submit" class="primary" aria-disabled={draft.busy}>
          {t(draft.busy ? 'sending' : 'rateSend')}
        </button>
      </div>
    </form>
  );
}

/** A rating that is changed begins with what was said. */
function draftOf({ kind }: RatingForm, given: RatingGiven | null): RatingDraft {
  if (given === null || given.kind !== kind) return EMPTY_RATING;
  const { score, tags, text, solved } = given;
  return { ...EMPTY_RATING, score, tags: tags.map(({ id }) => id), text: text ?? '', solved };
}

interface Part extends Pick<Ui, 't'> {
  readonly form: RatingForm;
  readonly draft: RatingDraft;
  readonly edit: (part: Partial<RatingDraft>) => void;
}

const SCORES = { stars5: [1, 2, 3, 4, 5], nps: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10], thumbs: [0, 1] } as const;

function Scores({ draft, edit, form, t }: Part): JSX.Element {
  const { kind, question } = form;
  const { score: chosen } = draft;
  const face = (score: number): string =>
    kind === 'stars5'
      ? chosen !== null && score <= chosen
        ? '★'
        : '☆'
      : kind === 'nps'
        ? `${score}`
        : score
          ? '👍'
          : '👎';
  const name = (score: number): string =>
    kind === 'thumbs' ? t(score ? 'thumb1' : 'thumb0') : t(kind === 'nps' ? 'nps' : 'star', { n: score });
  return (
    <fieldset class={`scores is-${kind}`}>
      <legend>{question}</legend>
      {SCORES[kind].map((score) => (
        <label class="chip" key={score}>
          <input
            type="radio"
            name="score"
            aria-label={name(score)}
            checked={chosen === score}
            // A tag of another score would be none of this one's.
            onChange={() => edit({ score, tags: draft.tags.filter((id) => fits(form, id, score)) })}
          />
          <span aria-hidden="true">{face(score)}</span>
        </label>
      ))}
      {kind === 'nps' && (
        <p class="fine ends" aria-hidden="true">
          <span>{t('npsLow')}</span>
          <span>{t('npsHigh')}</span>
        </p>
      )}
    </fieldset>
  );
}

const fits = ({ tags }: RatingForm, id: string, score: number): boolean =>
  tags.some((tag) => tag.id === id && tag.from <= score && score <= tag.to);

function Details({ draft, edit, form, t }: Part): JSX.Element {
  const tags = form.tags.filter(({ id }) => fits(form, id, draft.score ?? 0));
  return (
    <>
      {tags.length > 0 && (
        <fieldset class="groups">
          <legend class="hidden">{t('rateTags')}</legend>
          {tags.map(({ id, name }) => (
            <label class="chip" key={id}>
              <input
                type="checkbox"
                checked={draft.tags.includes(id)}
                onChange={(event) =>
                  edit({
                    tags: event.currentTarget.checked ? [...draft.tags, id] : draft.tags.filter((one) => one !== id),
                  })
                }
              />
              <span>{name}</span>
            </label>
          ))}
        </fieldset>
      )}
      {form.askSolved && (
        <fieldset class="groups">
          <legend>{t('rateSolved')}</legend>
          {[true, false].map((solved) => (
            <label class="chip" key={solved}>
              <input type="radio" name="solved" checked={draft.solved === solved} onChange={() => edit({ solved })} />
              <span>{t(solved ? 'yes' : 'no')}</span>
            </label>
          ))}
        </fieldset>
      )}
      {form.freeText && (
        <textarea
          rows={2}
          maxLength={2000}
          aria-label={t('rateText')}
          placeholder={t('rateText')}
          value={draft.text}
          onInput={(event) => edit({ text: event.currentTarget.value })}
        />
      )}
    </>
  );
}

async function send({ draft, form, give, onDraft, onGiven, t }: CardProps): Promise<void> {
  const { score, tags, solved } = draft;
  const say = (part: Partial<RatingDraft>): void => onDraft({ ...draft, busy: false, ...part });
  if (draft.busy) return;
  if (score === null) return say({ problem: t('rateMissing') });
  say({ busy: true, problem: null });
  const text = draft.text.trim();
  const problem = await give({
    ...{ score, tags },
    ...(form.freeText && text !== '' && { text }),
    ...(form.askSolved && solved !== null && { solved }),
  });
  if (problem === null) onGiven?.();
  else say({ problem });
}
