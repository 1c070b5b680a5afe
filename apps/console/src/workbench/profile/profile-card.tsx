// Who the visitor is: what is known, by whom it is said, what staff notes; and the form to change it.
import type { VisitorProfile } from '@frontdesk/contracts';
import { Badge, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isStaff } from '../../session/claims';
import { usePerson } from '../../session/session-context';
import { countryName } from '../../ui/format';
import { BlockButton } from './block-button';
import { ProfileForm } from './profile-form';
import { useProfile } from './use-profile';

export function ProfileCard({ visitorId }: { readonly visitorId: string }) {
  const { t } = useTranslation();
  const me = usePerson();
  const profile = useProfile(visitorId).data;
  const [editing, setEditing] = useState(false);
  // One who has only just come is not known yet.
  if (profile === undefined) return null;
  return (
    <Paper withBorder p="md" radius="md" data-testid="profile">
      <Stack gap={8}>
        <Group justify="space-between" gap={6}>
          <Title order={3} size="sm">
            {t('profile.title')}
          </Title>
          {profile.vip > 0 ? <Badge color="yellow.9">{t('profile.vipLevel', { level: profile.vip })}</Badge> : null}
        </Group>
        {editing ? (
          <ProfileForm
            profile={profile}
            onDone={() => {
              setEditing(false);
            }}
          />
        ) : (
          <>
            <Facts profile={profile} />
            {isStaff(me) ? (
              <Group gap="xs">
                <Button
                  size="xs"
                  variant="default"
                  onClick={() => {
                    setEditing(true);
                  }}
                >
                  {t('profile.edit')}
                </Button>
                <BlockButton profile={profile} />
              </Group>
            ) : null}
          </>
        )}
      </Stack>
    </Paper>
  );
}

function Facts({ profile }: { readonly profile: VisitorProfile }) {
  const { t } = useTranslation();
  const { email, phone, country, attributes, customFields, notes } = profile;
  return (
    <>
      {(
        [
          ['email', email],
          ['phone', phone],
          ['country', country === null ? null : countryName(country)],
        ] as const
      ).map(([name, value]) => (value === null ? null : <Line key={name} name={t(`profile.${name}`)} value={value} />))}
      {Object.entries(customFields).map(([name, value]) => (
        <Line key={`f-${name}`} name={name} value={String(value)} />
      ))}
      {attributes.map(({ name, value, verified }) => (
        <Line
          key={`a-${name}`}
          name={name}
          value={String(value)}
          hint={t(verified ? 'profile.signed' : 'profile.unsigned')}
        />
      ))}
      {notes.map(({ noteId, text, byName }) => (
        <Text key={noteId} size="sm" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
          “{text}”{' '}
          <Text span size="xs" c="dimmed">
            {byName}
          </Text>
        </Text>
      ))}
    </>
  );
}

function Line({ name, value, hint }: { readonly name: string; readonly value: string; readonly hint?: string }) {
  return (
    <div>
      <Text size="xs" c="dimmed">
        {name}
        {hint === undefined ? '' : ` · ${hint}`}
      </Text>
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        {value}
      </Text>
    </div>
  );
}
