// Where the link of an invitation leads: whoever is signed in reads it, and accepts it if it is theirs. The token stands behind the `#` of the address.
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useHttp } from '../../api/api-context';
import { usePerson } from '../../session/session-context';
import { EmptyState } from '../../ui/empty-state';
import { usePageTitle } from '../../ui/page-title';
import { JoinCard } from './join-card';

export function JoinPage() {
  const { t } = useTranslation();
  const http = useHttp();
  const person = usePerson();
  const navigate = useNavigate();
  const token = window.location.hash.slice(1);
  usePageTitle(t('join.page'));
  return (
    <main>
      {token === '' ? (
        <EmptyState icon="letter" title={t('join.noToken')}>
          {t('join.noTokenBody')}
        </EmptyState>
      ) : (
        <JoinCard http={http} name={person.name} token={token} onGo={() => void navigate({ to: '/workbench' })} />
      )}
    </main>
  );
}
