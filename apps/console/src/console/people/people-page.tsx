// Who belongs to the workspace, and who is invited to. The link of an invitation is shown once and sent by hand.
import type { PersonView } from '@frontdesk/contracts';
import { Alert, Button, Drawer, Paper, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keys } from '../../api/keys';
import { usePeople } from '../../api/people-queries';
import { EmptyState } from '../../ui/empty-state';
import { Icon } from '../../ui/icon';
import { ProblemNote } from '../../ui/problem-note';
import { ShownOnce } from '../../ui/shown-once';
import { RowsLoading } from '../../workbench/inbox/rows-loading';
import { PageHead } from '../page-head';
import { InviteForm } from './invite-form';
import { PeopleTable } from './people-table';

interface Invited {
  readonly person: PersonView;
  readonly link: string;
}

export function PeoplePage() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const list = usePeople();
  const [opened, setOpened] = useState(false);
  const [invited, setInvited] = useState<Invited | null>(null);
  const close = (): void => {
    setOpened(false);
    setInvited(null);
  };
  const add = (
    <Button
      leftSection={<Icon name="plus" />}
      onClick={() => {
        setOpened(true);
      }}
    >
      {t('people.invite')}
    </Button>
  );
  return (
    <>
      <PageHead title={t('console.page.people.title')} lead={t('console.page.people.lead')} action={add} />
      <Alert variant="light" color="gray" maw={1180} mb="md" icon={<Icon name="info" />}>
        <Text size="sm">{t('people.noMail')}</Text>
      </Alert>
      {list.error === null ? null : <ProblemNote error={list.error} onRetry={list.refetch} />}
      <Paper withBorder radius={12} maw={1180}>
        {list.data === undefined && list.error === null ? <RowsLoading /> : null}
        {list.data?.length === 0 ? (
          <EmptyState icon="letter" title={t('people.none')}>
            {t('people.noneBody')}
          </EmptyState>
        ) : null}
        {list.data !== undefined && list.data.length > 0 ? <PeopleTable people={list.data} /> : null}
      </Paper>
      <Drawer
        opened={opened}
        onClose={close}
        // A click beside it must not lose what is shown only now.
        closeOnClickOutside={invited === null}
        position="right"
        size="md"
        title={t('people.inviteTitle')}
        closeButtonProps={{ 'aria-label': t('common.hide') }}
      >
        {invited === null ? (
          <InviteForm
            onInvited={(answer) => {
              setInvited(answer);
              void client.invalidateQueries({ queryKey: keys.people });
            }}
          />
        ) : (
          <ShownOnce
            label={t('people.link')}
            value={invited.link}
            title={t('people.invited', { name: invited.person.name })}
            note={t('people.invitedBody', { email: invited.person.email })}
            onDone={close}
          />
        )}
      </Drawer>
    </>
  );
}
