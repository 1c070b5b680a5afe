// A person's picture, or initials on a colour of their own, so that two people in a list are told apart at a glance.
import { Avatar } from '@mantine/core';

const HUES = [228, 262, 300, 336, 12, 30, 60, 110, 150, 178, 200];

interface FaceProps {
  readonly name: string;
  readonly size?: number;
  /** Shown instead, once it is there. */
  readonly picture?: string | null;
}

export function Face({ name, size = 32, picture = null }: FaceProps) {
  const hue = HUES[[...name].reduce(mix, 7) % HUES.length] ?? 228;
  return (
    <Avatar
      src={picture}
      imageProps={{ referrerPolicy: 'no-referrer' }}
      size={size}
      radius="xl"
      aria-hidden
      styles={{
        placeholder: {
          color: '#fff',
          background: `hsl(${String(hue)} 40% 33%)`,
          border: 0,
          fontSize: size * 0.38,
          fontWeight: 600,
        },
      }}
    >
      {initials(name)}
    </Avatar>
  );
}

/** Names that differ in one letter should not share a colour. */
function mix(hash: number, letter: string): number {
  return (hash * 31 + (letter.codePointAt(0) ?? 0)) % 100_003;
}

function initials(name: string): string {
  const words = name.trim().split(/\s+/u);
  const first = [...(words[0] ?? '')][0] ?? '?';
  const last = words.length > 1 ? ([...(words.at(-1) ?? '')][0] ?? '') : '';
  return (first + last).toUpperCase();
}
