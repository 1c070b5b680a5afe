// The keyboard's way through the workbench. Single keys only count while nothing is being written.
import { useEffect } from 'react';
import type { Selection } from '../use-selection';

export function useShortcuts(selection: Selection, onHelp: () => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === 'Escape' && document.activeElement === replyBox()) {
        replyBox()?.blur();
        return;
      }
      if (isWriting(event.target) || document.querySelector('[role="dialog"]') !== null) return;
      if (act(event.key, event.target)) event.preventDefault();
    };
    const act = (key: string, target: EventTarget | null): boolean => {
      switch (key) {
        case '?':
          onHelp();
          return true;
        case 'j':
          return step(selection, 1);
        case 'k':
          return step(selection, -1);
        case 'ArrowDown':
        case 'ArrowUp':
          // Elsewhere the arrows scroll.
          return target instanceof HTMLElement && target.closest('[data-row]') !== null
            ? step(selection, key === 'ArrowDown' ? 1 : -1)
            : false;
        case '1':
          selection.showTab('mine');
          return true;
        case '2':
          selection.showTab('queue');
          return true;
        case '3':
          selection.showTab('submissions');
          return true;
        case '4':
          selection.showTab('pool');
          return true;
        case 'r':
          replyBox()?.focus();
          return true;
        default:
          return false;
      }
    };
    window.addEventListener('keydown', onKey);
    return () => {
      window.removeEventListener('keydown', onKey);
    };
  }, [selection, onHelp]);
}

function step(selection: Selection, by: 1 | -1): boolean {
  const rows = [...document.querySelectorAll<HTMLElement>('[data-row]')];
  if (rows.length === 0) return false;
  const at = rows.findIndex((row) => row.dataset['row'] === selection.id);
  const next = rows[at === -1 ? (by === 1 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, at + by))];
  next?.focus();
  selection.open(next?.dataset['row']);
  return true;
}

function isWriting(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest('input:not([type=radio]), textarea, select, [contenteditable]') !== null
  );
}

function replyBox(): HTMLTextAreaElement | null {
  return document.querySelector<HTMLTextAreaElement>('textarea[data-reply]');
}
