// An agent's picture, or the initials when there is none.
import type { JSX } from 'preact';

export function Avatar({ name, pictureUrl }: { name: string; pictureUrl: string | null }): JSX.Element {
  const initials = name.split(' ').map((word) => word.slice(0, 1));
  return (
    <span class="avatar" aria-hidden="true">
      {pictureUrl === null ? initials.slice(0, 2) : <img src={pictureUrl} alt="" referrerpolicy="no-referrer" />}
    </span>
  );
}
