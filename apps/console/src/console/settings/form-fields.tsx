// Fields of settings forms that know their place in the document by its path.
import { Select } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { WholeNumber } from './whole-number';

/** A form of any document: fields are addressed by path, so that one field serves a document and a part of another. */
export interface AnyForm {
  readonly getInputProps: UseFormReturnType<object>['getInputProps'];
}

interface FieldProps {
  readonly form: AnyForm;
  readonly path: string;
  readonly label: string;
  readonly description?: ReactNode;
  readonly disabled?: boolean;
}

interface Bound<Value> {
  readonly value: Value;
  readonly error?: ReactNode;
  readonly onChange: (value: Value) => void;
}

const bound = <Value,>(form: AnyForm, path: string): Bound<Value> => form.getInputProps(path) as Bound<Value>;

interface WholeFieldProps extends FieldProps {
  readonly min?: number;
  readonly max?: number;
  /** What an empty field means; left out: it may not be empty. */
  readonly empty?: string;
}

export function WholeField({ form, path, empty, ...rest }: WholeFieldProps) {
  const { value, error, onChange } = bound<number | null>(form, path);
  const mayBeEmpty = empty === undefined ? {} : { placeholder: empty, onEmpty: () => onChange(null) };
  return <WholeNumber {...rest} {...mayBeEmpty} value={value} error={error} onNumber={onChange} />;
}

interface ChoiceFieldProps extends FieldProps {
  readonly data: readonly { readonly value: string; readonly label: string }[];
  /** Nothing chosen is null. */
  readonly clearable?: boolean;
}

export function ChoiceField({ form, path, data, clearable = false, ...rest }: ChoiceFieldProps) {
  const { value, error, onChange } = bound<string | null>(form, path);
  return (
    <Select
      {...rest}
      data={[...data]}
      allowDeselect={clearable}
      clearable={clearable}
      value={value}
      error={error}
      onChange={(next) => {
        if (next !== null || clearable) onChange(next);
      }}
    />
  );
}

/** The choices of an enumeration, in the words of the page. */
export function useChoices<Name extends string>(names: readonly Name[], wordOf: (name: Name) => string) {
  useTranslation();
  return names.map((value) => ({ value, label: wordOf(value) }));
}
