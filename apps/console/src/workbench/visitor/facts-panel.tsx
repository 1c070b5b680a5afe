// A visitor at a glance: face, name, and facts in a list. What the facts are, the place that shows them knows.
import { ActionIcon, Group, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Face } from '../../ui/face';
import { Icon, type IconName } from '../../ui/icon';
import { VerifiedPill } from './verified-pill';
import classes from './visitor-panel.module.css';

interface FactsPanelProps {
  readonly name: string;
  /** Under the name: where they are from and since when, or an address. */
  readonly detail?: string;
  /** The host site has signed for who this is. */
  readonly verified?: boolean;
  readonly facts: ReactNode;
  readonly onClose: () => void;
  readonly children?: ReactNode;
}

export function FactsPanel({ name, detail, verified = false, facts, onClose, children }: FactsPanelProps) {
  const { t } = useTranslation();
  return (
    <Stack gap="md" p="md">
      <Group wrap="nowrap">
        <Face name={name} size={44} />
        <div style={{ minWidth: 0, flex: 1 }}>
          <Title order={2} size="md" style={{ overflowWrap: 'anywhere' }}>
            {name}
          </Title>
          {verified ? <VerifiedPill /> : null}
          {detail === undefined ? null : (
            <Text size="xs" c="dimmed" truncate title={detail}>
              {detail}
            </Text>
          )}
        </div>
        <ActionIcon
          className={classes.close}
          variant="subtle"
          color="gray"
          onClick={onClose}
          aria-label={t('common.hide')}
        >
          <Icon name="close" />
        </ActionIcon>
      </Group>
      <dl className={classes.facts}>{facts}</dl>
      {children}
    </Stack>
  );
}

interface FactProps {
  readonly icon: IconName;
  readonly label: string;
  readonly children: ReactNode;
}

export function Fact({ icon, label, children }: FactProps) {
  return (
    <div className={classes.fact}>
      <dt>
        <Icon name={icon} size={15} /> {label}
      </dt>
      <dd>{children}</dd>
    </div>
  );
}
