// Public keys of a site as text (JWK), for a site that publishes none.
import type { ChannelDocument } from '@frontdesk/contracts';
import { JsonInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';

type Keys = NonNullable<ChannelDocument['identity']>['keys'];

interface PastedKeysProps {
  readonly keys: Keys;
  readonly error: ReactNode;
  readonly onChange: (keys: Keys) => void;
}

export function PastedKeys({ keys, error, onChange }: PastedKeysProps) {
  const { t } = useTranslation();
  const [text, setText] = useState(() => (keys.length === 0 ? '' : JSON.stringify(keys, null, 2)));
  const [wrong, setWrong] = useState(false);
  return (
    <JsonInput
      label={t('identity.keys')}
      description={t('identity.keysHelp')}
      autosize
      minRows={2}
      maxRows={10}
      value={text}
      error={wrong ? t('identity.keysWrong') : error}
      onChange={(next) => {
        setText(next);
        const read = keysIn(next);
        setWrong(read === null);
        if (read !== null) onChange(read);
      }}
    />
  );
}

/** One key, a list of them, or a key set; whether each is a key, the server says. null: no such thing. */
function keysIn(text: string): Keys | null {
  if (text.trim() === '') return [];
  try {
    const said: unknown = JSON.parse(text);
    if (typeof said !== 'object' || said === null) return null;
    const inSet = 'keys' in said ? said.keys : said;
    return (Array.isArray(inSet) ? inSet : [inSet]) as Keys;
  } catch {
    return null;
  }
}
