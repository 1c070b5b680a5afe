// Parts of the widget that are fetched when they are first shown: a host page pays only for the door.
import type { JSX } from 'preact';
import type { Ui } from './ui.js';

type Part = (ui: Ui) => JSX.Element | null;

export interface Arrived {
  readonly part: Part;
  /** Its styles: adopted with it. */
  readonly css?: string;
}

/** @param load answers the part; asked once, and again by the visitor when it could not be had */
export function later(load: () => Promise<Arrived>): Part {
  let part: Part | null = null;
  let state: 'idle' | 'asked' | 'failed' = 'idle';
  const ask = ({ adopt, controller }: Ui): void => {
    state = 'asked';
    void load()
      .then(
        (had) => {
          adopt(had.css ?? '');
          part = had.part;
        },
        () => (state = 'failed'),
      )
      .then(() => controller.redraw());
  };
  return (ui) => {
    if (part !== null) return part(ui);
    if (state === 'idle') ask(ui);
    return (
      <div class="coming" role="status">
        {state === 'asked' && <span class="spinner" />}
        {state === 'failed' && <p>{ui.t('failed')}</p>}
        {state === 'failed' && (
          <button type="button" class="big" onClick={() => (ask(ui), ui.controller.redraw())}>
            {ui.t('tryAgain')}
          </button>
        )}
      </div>
    );
  };
}
