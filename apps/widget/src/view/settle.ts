// What markup cannot say: where the focus goes, where the log is scrolled to, how tall the composer is. The views are
// pure functions of the state; this runs around each of their drawings.
import type { AppState } from '../app-state.js';

const nearEndPx = 80;

export interface Before {
  readonly focused: boolean;
  /** The panel has the focus because what wants it has not arrived yet. */
  readonly awaited: boolean;
  readonly atEnd: boolean;
}

export function look(root: ShadowRoot): Before {
  const log = root.querySelector('.log');
  return {
    focused: root.activeElement !== null,
    awaited: root.activeElement?.matches('.panel') === true && root.querySelector('[data-autofocus]') === null,
    atEnd: log === null || log.scrollHeight - log.scrollTop - log.clientHeight < nearEndPx,
  };
}

export function settle(root: ShadowRoot, before: Before, was: AppState, is: AppState): void {
  const log = root.querySelector('.log');
  if (log !== null && before.atEnd) log.scrollTop = log.scrollHeight;

  const composer = root.querySelector<HTMLElement>('.composer textarea');
  if (composer !== null) {
    composer.style.height = 'auto';
    composer.style.height = `${composer.scrollHeight}px`;
  }

  if (is.refusals !== was.refusals) focus(root, '[aria-invalid="true"]');
  if (was.open && !is.open) focus(root, '.launcher');
  // Never taken from the host page: only when the visitor opens it, or when the focused control has just gone.
  const left = before.focused && root.activeElement === null;
  if (is.open && (!was.open || left || before.awaited))
    focus(root, matchMedia('(pointer: coarse)').matches ? '.panel' : '[data-autofocus]');
}

function focus(root: ShadowRoot, selector: string): void {
  (root.querySelector<HTMLElement>(selector) ?? root.querySelector<HTMLElement>('.panel'))?.focus();
}
