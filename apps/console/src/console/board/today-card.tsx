// Today's arrivals and what became of them.
import type { Board } from '@frontdesk/contracts';
import { type CSSProperties, Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './board.module.css';
import { Card } from './card';
import { partsOfToday } from './parts-of-today';

/** Who still waits has the colour of an empty bar: it is full once everybody has been seen to. */
const PARTS = [
  { name: 'assigned', tone: 'brand' },
  { name: 'abandoned', tone: 'red' },
  { name: 'submissions', tone: 'amber' },
  { name: 'other', tone: 'gray' },
  { name: 'pooled', tone: 'brand-soft' },
  { name: 'waiting', tone: 'gray-soft' },
] as const;

const toneStyle = (tone: string): CSSProperties => ({ '--tone': `var(--fd-${tone})` }) as CSSProperties;

export function TodayCard({ board }: { readonly board: Board }) {
  const { t } = useTranslation();
  const { arrivals, queued } = board.today;
  const parts = partsOfToday(board);
  return (
    <Card
      title={t('board.today')}
      aside={
        <>
          <b>{arrivals}</b> {t('board.arrivals', { count: arrivals })}
        </>
      }
    >
      <div className={classes.stack} aria-hidden>
        {PARTS.filter((part) => parts[part.name] > 0).map((part) => (
          <span key={part.name} style={{ flex: parts[part.name], background: `var(--fd-${part.tone})` }} />
        ))}
      </div>
      <dl className={classes.legend}>
        {/* Where there is no pool nobody has to read of one. */}
        {PARTS.filter(({ name }) => name !== 'pooled' || parts.pooled > 0).map((part) => (
          <Fragment key={part.name}>
            <span className={classes.swatch} style={toneStyle(part.tone)} aria-hidden />
            <dt>{t(`board.part.${part.name}`)}</dt>
            <dd>{parts[part.name]}</dd>
          </Fragment>
        ))}
      </dl>
      <p className={classes.aside}>{t('board.queuedToday', { count: Math.min(queued, arrivals) })}</p>
    </Card>
  );
}
