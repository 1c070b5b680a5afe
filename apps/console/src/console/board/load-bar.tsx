// Load against limit: one segment per conversation, so that "two of three" is seen, not computed.
import { useTranslation } from 'react-i18next';
import classes from './load-bar.module.css';

/** Above this a bar of segments is no longer readable. */
const MOST_SEGMENTS = 12;

interface LoadBarProps {
  readonly label: string;
  readonly load: number;
  readonly limit: number;
  readonly hideLabel?: boolean;
}

export function LoadBar({ label, load, limit, hideLabel = false }: LoadBarProps) {
  const { t } = useTranslation();
  const full = load >= limit;
  const size = Math.max(limit, load);
  return (
    <div className={classes.line}>
      {hideLabel ? null : <span className={classes.label}>{label}</span>}
      <div
        className={classes.bar}
        role="meter"
        aria-label={t('board.loadOf', { name: label })}
        aria-valuemin={0}
        aria-valuemax={Math.max(1, size)}
        aria-valuenow={load}
        aria-valuetext={t('board.loadWords', { load, limit })}
        data-full={full}
      >
        {size <= MOST_SEGMENTS ? (
          Array.from({ length: size }, (_, index) => (
            <span key={index} className={classes.segment} data-taken={index < load} data-over={index >= limit} />
          ))
        ) : (
          <span className={classes.fill} style={{ width: `${String((100 * Math.min(load, size)) / size)}%` }} />
        )}
      </div>
      <span className={classes.numbers}>
        {load}/{limit}
      </span>
    </div>
  );
}
