// A tab's word and its number; the number is coloured when somebody is waiting for an answer.
import { Pill } from '../../ui/pill';

interface TabLabelProps {
  readonly label: string;
  readonly count: number | undefined;
  readonly attention: boolean;
}

export function TabLabel({ label, count, attention }: TabLabelProps) {
  return (
    <span style={{ display: 'inline-flex', alignItems: 'center', gap: 4 }}>
      {label} {count === undefined ? null : <Pill tone={attention ? 'brand' : 'gray'}>{count}</Pill>}
    </span>
  );
}
