// What visitors read while nobody has their conversation, and when nobody took it: in each language that has its own words.
import type { ModeDocument } from '@frontdesk/contracts';
import type { FormErrors } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { MomentsByLanguage } from '../words/moments-by-language';

const MOMENTS = ['pooled', 'timedOut'] as const;

interface PoolWordsProps {
  readonly messages: ModeDocument['messages'];
  readonly errors: FormErrors;
  readonly onChange: (messages: ModeDocument['messages']) => void;
}

export function PoolWords(props: PoolWordsProps) {
  const { t } = useTranslation();
  return (
    <MomentsByLanguage
      {...props}
      title={t('modeSettings.words')}
      help={t('modeSettings.wordsHelp')}
      moments={MOMENTS.map((moment) => [moment, t(`modeSettings.moment.${moment}`)] as const)}
    />
  );
}
