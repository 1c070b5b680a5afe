// Why it is open or closed at an instant, in a sentence.
import type { HoursDecidedBy, HoursExplained, Interval, Weekday } from '@frontdesk/contracts';

const DAYS: Readonly<Record<Weekday, string>> = {
  mon: 'Monday',
  tue: 'Tuesday',
  wed: 'Wednesday',
  thu: 'Thursday',
  fri: 'Friday',
  sat: 'Saturday',
  sun: 'Sunday',
};

export function hoursSentence({
  open,
  decidedBy,
  nextChangeLocal,
  localTime,
}: Pick<HoursExplained, 'open' | 'decidedBy' | 'nextChangeLocal' | 'localTime'>): string {
  const until = nextChangeLocal === null ? 'and it stays so' : `until ${shown(nextChangeLocal)}`;
  return `${open ? 'Open' : 'Closed'} at ${shown(localTime)} (${because(decidedBy, open)}), ${until}.`;
}

function because(decidedBy: HoursDecidedBy, open: boolean): string {
  switch (decidedBy.kind) {
    case 'always_open':
      return 'always open';
    case 'weekly':
      return decidedBy.interval === null
        ? `outside the hours of ${DAYS[decidedBy.weekday]}`
        : `${DAYS[decidedBy.weekday]} ${told(decidedBy.interval)}`;
    case 'override': {
      const { name, intervals } = decidedBy.override;
      if (decidedBy.interval !== null) return `${name}: ${told(decidedBy.interval)}`;
      return open || intervals.length === 0 ? name : `${name}: outside its hours`;
    }
  }
}

const told = ({ start, end }: Interval): string => `${start} to ${end}${end < start ? ' of the next day' : ''}`;

/** To the minute; the offset tells the two hours apart that the clock shows twice. */
const shown = (local: string): string => `${local.slice(0, 10)} ${local.slice(11, 16)} ${local.slice(19)}`.trim();
