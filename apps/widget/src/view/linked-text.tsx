// Text with clickable web addresses. Everything stays a text node or an http(s) link: nothing is ever parsed as HTML.
import type { JSX } from 'preact';

const address = /(https?:\/\/[^\s<>"']*[^\s<>"'.,;:!?)\]}])/i;

export function LinkedText({ text }: { text: string }): JSX.Element {
  return (
    <>
      {text.split(address).map((part, index) =>
        // split() puts what the group caught at the odd places.
        index % 2 === 0 ? (
          part
        ) : (
          <a href={part} target="_blank" rel="noopener noreferrer nofollow">
            {part}
          </a>
        ),
      )}
    </>
  );
}
