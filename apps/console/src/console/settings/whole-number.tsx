// A whole number, or nothing where nothing means "no limit".
import { NumberInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useNumberFault } from './use-number-fault';

interface WholeNumberProps {
  readonly label: string;
  readonly description?: ReactNode;
  readonly placeholder?: string;
  readonly suffix?: string;
  readonly min?: number;
  readonly max?: number;
  readonly value: number | null;
  /** Left out: the field may not be empty. */
  readonly onEmpty?: () => void;
  readonly onNumber: (value: number) => void;
  readonly error?: ReactNode;
  readonly disabled?: boolean;
}

export function WholeNumber({ value, onEmpty, onNumber, min = 0, error, ...rest }: WholeNumberProps) {
  const faultOf = useNumberFault({ min, max: rest.max });
  return (
    <NumberInput
      {...rest}
      min={min}
      clampBehavior="none"
      error={faultOf(value) ?? error}
      w="100%"
      value={value ?? ''}
      onChange={(next) => {
        if (typeof next === 'number') onNumber(next);
        else if (next === '') onEmpty?.();
      }}
    />
  );
}
