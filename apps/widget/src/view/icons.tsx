// The few icons, drawn with the text's colour. They say nothing of their own: the names are on the buttons.
import type { JSX } from 'preact';

const paths = {
  chat: 'M21 11.5a8.4 8.4 0 0 1-12.2 7.5L3 21l2-5.8A8.4 8.4 0 1 1 21 11.5Z',
  down: 'm6 9 6 6 6-6',
  send: 'M12 19V5m-7 7 7-7 7 7',
  check: 'm5 12.5 4.5 4.5L19 7.5',
  clock: 'M12 7v5l3 2m6-2a9 9 0 1 1-18 0 9 9 0 0 1 18 0Z',
  star: 'm12 3 2.7 5.8 6.3.7-4.7 4.3 1.3 6.2-5.6-3.2L6.4 20l1.3-6.2L3 9.5l6.3-.7Z',
  file: 'M14 3H7a2 2 0 0 0-2 2v14a2 2 0 0 0 2 2h10a2 2 0 0 0 2-2V8l-5-5Zm0 0v5h5',
  clip: 'm20 11-8.5 8.5a5 5 0 0 1-7-7L13 4a3.3 3.3 0 0 1 4.700 4.700L9.500 17a1.700 1.700 0 0 1-2.400-2.400L14.500 7',
  cross: 'M6 6l12 12M18 6 6 18',
  reply: 'M9 7 4 12l5 5m-5-5h10a6 6 0 0 1 6 6',
  pen: 'm4 20 1-4L16 5l3 3L8 19l-4 1Z',
  undo: 'M5 5v5h5m-5 0a8 8 0 1 1-.500 5',
  save: 'M12 4v11m-5-5 5 5 5-5M5 20h14',
  person: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8Zm-7 8a7 7 0 0 1 14 0',
};

export function Icon({ name }: { name: keyof typeof paths }): JSX.Element {
  return (
    <svg class={`icon icon-${name}`} viewBox="0 0 24 24" aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  );
}
