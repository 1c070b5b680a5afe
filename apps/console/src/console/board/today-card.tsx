// Today's arrivals and what became of them.
import type { Board } from '@frontdesk/contracts';
import { type CSSProperties, Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './board.module.css';
import { Card } from './card';

const PARTS = [
  { name: 'assigned', tone: 'brand' },
  { name: 'abandoned', tone: 'red' },
  { name: 'submissions', tone: 'amber' },
] as const;

const toneStyle = (tone: string): CSSProperties => ({ '--tone': `var(--fd-${tone})` }) as CSSProperties;

export function TodayCard({ today }: { readonly today: Board['today'] }) {
  const { t } = useTranslation();
  const ended = PARTS.reduce((sum, part) => sum + today[part.name], 0);
  return (
    <Card
      title={t('board.today')}
      aside={
        <>
          <b>{today.arrivals}</b> {t('board.arrivals', { count: today.arrivals })}
        </>
      }
    >
      <div className={classes.stack} aria-hidden>
        {PARTS.filter((part) => today[part.name] > 0).map((part) => (
          <span
            key={part.name}
            style={{ flex: today[part.name] / Math.max(1, ended), background: `var(--fd-${part.tone})` }}
          />
        ))}
      </div>
      <dl className={classes.legend}>
        {PARTS.map((part) => (
          <Fragment key={part.name}>
            <span className={classes.swatch} style={toneStyle(part.tone)} aria-hidden />
            <dt>{t(`board.part.${part.name}`)}</dt>
            <dd>{today[part.name]}</dd>
          </Fragment>
        ))}
        <span className={classes.swatch} style={toneStyle('gray')} aria-hidden />
        <dt>{t('board.part.queued')}</dt>
        <dd>{today.queued}</dd>
      </dl>
    </Card>
  );
}
