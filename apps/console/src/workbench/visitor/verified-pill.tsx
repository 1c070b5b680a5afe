// Says that the host site has signed for the visitor; without it a name is what the visitor typed.
import { useTranslation } from 'react-i18next';
import { Icon } from '../../ui/icon';
import { Pill } from '../../ui/pill';

export function VerifiedPill() {
  const { t } = useTranslation();
  return (
    <Pill tone="green" title={t('visitor.verifiedHelp')}>
      <Icon name="check" size={13} />
      {t('visitor.verified')}
    </Pill>
  );
}
