// One's own menu: who is signed in, sound, colours, language, sign out.
import { Group, Menu, Text, UnstyledButton, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useHttp } from '../api/api-context';
import { useAgents } from '../api/staff-queries';
import { LANGUAGES, setLanguage } from '../i18n';
import { useRealtime } from '../realtime/realtime-context';
import { isStaff } from '../session/claims';
import { usePerson, useSession } from '../session/session-context';
import { Face } from './face';
import { Icon } from './icon';
import { useStoredFlag } from './use-stored-flag';

export function AccountMenu() {
  const { t, i18n } = useTranslation();
  const person = usePerson();
  const session = useSession();
  const navigate = useNavigate();
  const http = useHttp();
  const realtime = useRealtime();
  const scheme = useComputedColorScheme('light');
  const { setColorScheme } = useMantineColorScheme();
  const picture = useAgents().data?.find(({ id }) => id === person.sub)?.document.picture ?? null;
  const [sound, setSound] = useStoredFlag('sound', true);

  // Signed out is offline at once, not after the grace of a page that may come back. What fails here heals by itself.
  const leave = async (): Promise<void> => {
    const { connectionId } = realtime.session;
    realtime.session.stop();
    if (connectionId !== undefined && isStaff(person))
      await http.post('/presence/me/logout', { connectionId }).catch(() => undefined);
  };

  const signOut = (): void => {
    // Without this a reload would sign the same person in again.
    void navigate({ to: '.', search: (before) => ({ ...before, as: undefined }), replace: true })
      .then(leave)
      .then(() => session.signOut());
  };

  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <UnstyledButton aria-label={t('account.open', { name: person.name })}>
          <Group gap={8} wrap="nowrap">
            <Face name={person.name} picture={picture} size={30} />
            <Text size="sm" fw={550} visibleFrom="sm">
              {person.name}
            </Text>
          </Group>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <div style={{ padding: '6px 12px 8px' }}>
          <Text size="sm" fw={600}>
            {person.name}
          </Text>
          <Text size="xs" c="dimmed">
            {person.email}
          </Text>
          <Text size="xs" c="dimmed">
            {person.roles.map((role) => t(`role.${role}`)).join(', ')}
          </Text>
        </div>
        <Menu.Divider />
        <Menu.Item
          closeMenuOnClick={false}
          leftSection={<Icon name={sound ? 'sound' : 'mute'} />}
          onClick={() => {
            setSound(!sound);
          }}
        >
          {t(sound ? 'account.soundOn' : 'account.soundOff')}
        </Menu.Item>
        <Menu.Item
          closeMenuOnClick={false}
          leftSection={<Icon name={scheme === 'dark' ? 'sun' : 'moon'} />}
          onClick={() => {
            setColorScheme(scheme === 'dark' ? 'light' : 'dark');
          }}
        >
          {t(scheme === 'dark' ? 'account.light' : 'account.dark')}
        </Menu.Item>
        {LANGUAGES.filter((each) => each.tag !== i18n.language).map(({ tag, name }) => (
          <Menu.Item key={tag} leftSection={<Icon name="language" />} lang={tag} onClick={() => void setLanguage(tag)}>
            {name}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<Icon name="door" />} onClick={signOut}>
          {t('account.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
