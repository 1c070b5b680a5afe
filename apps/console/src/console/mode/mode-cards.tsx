// The two modes side by side: what each means for visitors and for agents, so that it is read before it is chosen.
import type { ModeDocument } from '@frontdesk/contracts';
import { Radio, SimpleGrid, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './mode-cards.module.css';

type Mode = ModeDocument['mode'];

const MODES: readonly Mode[] = ['real_time', 'asynchronous'];

interface ModeCardsProps {
  readonly value: Mode;
  readonly onChange: (mode: Mode) => void;
}

export function ModeCards({ value, onChange }: ModeCardsProps) {
  const { t } = useTranslation();
  return (
    <Radio.Group
      aria-label={t('console.page.mode.title')}
      value={value}
      onChange={(next) => {
        onChange(next);
      }}
    >
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
        {MODES.map((mode) => (
          <Radio.Card key={mode} value={mode} className={classes.card} p="md" radius="md">
            <div className={classes.head}>
              <Radio.Indicator />
              <Text fw={650}>{t(`modeSettings.mode.${mode}`)}</Text>
            </div>
            <dl className={classes.means}>
              <dt>{t('modeSettings.forVisitors')}</dt>
              <dd>{t(`modeSettings.visitors.${mode}`)}</dd>
              <dt>{t('modeSettings.forAgents')}</dt>
              <dd>{t(`modeSettings.agents.${mode}`)}</dd>
            </dl>
          </Radio.Card>
        ))}
      </SimpleGrid>
    </Radio.Group>
  );
}
