// In the window that was opened for signing in again, where the browser does not let it close itself.
import { useTranslation } from 'react-i18next';
import { SignInCard } from './sign-in-card';

export function HandedOverPage() {
  const { t } = useTranslation();
  return <SignInCard title={t('signIn.handedOver')} lead={t('signIn.handedOverBody')} />;
}
