// What those who wait are told, in their language: words for each language that has its own.
import type { QueueMessages } from '@frontdesk/contracts';
import type { FormErrors } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { MomentsByLanguage } from '../words/moments-by-language';

type Messages = Readonly<Record<string, QueueMessages>>;

const OCCASIONS = ['entry', 'position', 'reassurance', 'warning'] as const;

interface LanguageMessagesProps {
  readonly messages: Messages;
  readonly errors: FormErrors;
  readonly disabled: boolean;
  readonly onChange: (messages: Messages) => void;
}

export function LanguageMessages(props: LanguageMessagesProps) {
  const { t } = useTranslation();
  return (
    <MomentsByLanguage
      {...props}
      title={t('field.messages')}
      help={t('queueSettings.messagesHelp')}
      moments={OCCASIONS.map((occasion) => [occasion, t(`queueSettings.${occasion}`)] as const)}
    />
  );
}
