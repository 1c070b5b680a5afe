// One day, of the week or otherwise: its intervals as text, and as a strip of the day.
import { ActionIcon, Button, Text, TextInput, Tooltip } from '@mantine/core';
import type { FormErrors } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../ui/icon';
import classes from './day-editor.module.css';
import { type Interval, minutesOf, nextInterval, strip, tidyTime } from './week';

interface DayEditorProps {
  readonly name: string;
  /** Where its intervals stand in the schedule. */
  readonly path: string;
  readonly intervals: readonly Interval[];
  readonly disabled: boolean;
  readonly errors: FormErrors;
  readonly onChange: (intervals: readonly Interval[]) => void;
  readonly onCopy?: () => void;
}

export function DayEditor({ name, path, intervals, disabled, errors, onChange, onCopy }: DayEditorProps) {
  const { t } = useTranslation();
  const change = (index: number, part: Partial<Interval>): void => {
    onChange(intervals.map((each, at) => (at === index ? { ...each, ...part } : each)));
  };
  return (
    <div className={classes.day} role="group" aria-label={name}>
      <Text size="sm" fw={600} className={classes.name} c={disabled ? 'dimmed' : undefined}>
        {name}
      </Text>
      <div className={classes.main}>
        <div className={classes.strip} aria-hidden data-disabled={disabled}>
          {intervals.map((each, index) => {
            return strip(each).map((place) => (
              <span
                key={`${String(index)} ${String(place.left)}`}
                style={{ insetInlineStart: `${String(place.left)}%`, width: `${String(place.width)}%` }}
              />
            ));
          })}
        </div>
        <div className={classes.intervals}>
          {intervals.length === 0 ? (
            <Text size="sm" c="dimmed">
              {t('hours.closedAllDay')}
            </Text>
          ) : null}
          {intervals.map((each, index) => (
            <div key={index} className={classes.interval}>
              {(['start', 'end'] as const).map((side) => (
                <TextInput
                  key={side}
                  size="xs"
                  w={72}
                  disabled={disabled}
                  aria-label={t(`hours.${side}`, { day: name, n: index + 1 })}
                  value={each[side]}
                  error={
                    errors[`${path}.${String(index)}.${side}`] ??
                    errors[`${path}.${String(index)}`] ??
                    (minutesOf(each[side]) === undefined ? t('hours.notATime') : undefined)
                  }
                  onChange={(event) => {
                    change(index, { [side]: event.currentTarget.value });
                  }}
                  onBlur={() => {
                    change(index, { [side]: tidyTime(each[side]) });
                  }}
                />
              ))}
              <ActionIcon
                variant="subtle"
                color="gray"
                disabled={disabled}
                aria-label={t('hours.removeInterval', { day: name, n: index + 1 })}
                onClick={() => {
                  onChange(intervals.filter((_, at) => at !== index));
                }}
              >
                <Icon name="close" size={15} />
              </ActionIcon>
            </div>
          ))}
          <Tooltip label={t('hours.addInterval')}>
            <ActionIcon
              variant="default"
              disabled={disabled}
              aria-label={t('hours.addIntervalTo', { day: name })}
              onClick={() => {
                onChange([...intervals, nextInterval(intervals)]);
              }}
            >
              <Icon name="plus" size={15} />
            </ActionIcon>
          </Tooltip>
          {onCopy === undefined ? null : (
            <Button size="compact-xs" variant="subtle" disabled={disabled} onClick={onCopy}>
              {t('hours.copy')}
            </Button>
          )}
        </div>
        {errors[path] === undefined ? null : (
          <Text size="xs" c="var(--mantine-color-error)" role="alert">
            {errors[path]}
          </Text>
        )}
      </div>
    </div>
  );
}
