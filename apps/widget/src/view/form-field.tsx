// One field of a form, by its kind: the browser's own controls, so that telephones bring the right keyboard.
import type { FieldValue, FormChoiceView, FormFieldView } from '@frontdesk/contracts';
import type { JSX } from 'preact';
import type { Translate, Words } from '../dictionary.js';

export interface FieldProps {
  readonly field: FormFieldView;
  readonly value: FieldValue | undefined;
  readonly error: string | undefined;
  readonly autofocus: boolean;
  readonly t: Translate;
  readonly onValue: (value: FieldValue) => void;
}

interface Typed {
  readonly currentTarget: { readonly value: string };
}

/** Words of ours for the usual fields. */
const USUAL: Readonly<Record<string, keyof Words>> = {
  ...{ '/name': 'name', '/email': 'email', '/text': 'text', '/title': 'fieldTitle', '/type': 'fieldType' },
  '/phone': 'fieldPhone',
};
const TYPES: Readonly<Partial<Record<FormFieldView['kind'], string>>> = {
  ...{ email: 'email', url: 'url', phone: 'tel', date: 'date', time: 'time' },
};
const COMPLETES: Readonly<Record<string, string>> = { '/name': 'name', '/email': 'email', '/phone': 'tel' };

export function Field(props: FieldProps): JSX.Element {
  const { field, error, t } = props;
  const { help, kind, label, pointer, required } = field;
  const id = idOf(field);
  const usual = USUAL[pointer];
  const name = label ?? (usual === undefined ? field.id : t(usual));
  const said = required || kind === 'checkbox' ? name : `${name} (${t('optional')})`;
  const together = kind === 'choices' || kind === 'checkbox';
  return (
    <div class="field" {...(kind === 'choices' && { role: 'group', 'aria-labelledby': `${id}-label` })}>
      {kind !== 'checkbox' && (
        <label id={`${id}-label`} for={together ? undefined : id}>
          {usual !== undefined && label === null ? name : said}
        </label>
      )}
      {help !== '' && (
        <p class="fine" id={`${id}-help`}>
          {help}
        </p>
      )}
      <Control {...props} name={name} />
      {error !== undefined && (
        <p class="fault" id={`${id}-fault`}>
          {error}
        </p>
      )}
    </div>
  );
}

function Control({ field, value, error, autofocus, name, t, onValue }: FieldProps & { name: string }): JSX.Element {
  const { kind, required } = field;
  const id = idOf(field);
  const common = { id, required, 'data-autofocus': autofocus || undefined, ...faulty(id, error, field.help !== '') };
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  const typed = (event: Typed): void => onValue(event.currentTarget.value);
  switch (kind) {
    case 'multiline':
      return <textarea {...common} rows={3} maxLength={field.max ?? 4000} value={text} onInput={typed} />;
    case 'choice':
    case 'type':
      return (
        <select {...common} value={text} onChange={(event) => onValue(event.currentTarget.value)}>
          <option value="">{t('choose')}</option>
          {field.choices.map((choice) => (
            <option key={choice.id} value={choice.id}>
              {pathOf(choice, field.choices)}
            </option>
          ))}
        </select>
      );
    case 'choices':
      return <Choices {...{ field, value, onValue }} />;
    case 'checkbox':
      return (
        <label class="check" id={`${id}-label`}>
          <input
            type="checkbox"
            {...common}
            checked={value === true}
            onChange={(event) => onValue(event.currentTarget.checked)}
          />
          <span>{name}</span>
        </label>
      );
    case 'number':
      return (
        <input {...common} type="text" inputMode="decimal" value={text} onInput={(event) => onValue(numberOf(event))} />
      );
    default:
      return <input {...common} {...kindOf(field)} value={text} onInput={typed} />;
  }
}

const kindOf = ({ kind, pointer }: FormFieldView): Record<string, string> => ({
  type: TYPES[kind] ?? 'text',
  autocomplete: COMPLETES[pointer] ?? 'off',
});

function Choices({ field, value, onValue }: Pick<FieldProps, 'field' | 'value' | 'onValue'>): JSX.Element {
  const chosen = Array.isArray(value) ? (value as readonly string[]) : [];
  return (
    <>
      {field.choices.map(({ id, label }) => (
        <label class="check" key={id}>
          <input
            type="checkbox"
            checked={chosen.includes(id)}
            onChange={(event) =>
              onValue(event.currentTarget.checked ? [...chosen, id] : chosen.filter((other) => other !== id))
            }
          />
          <span>{label}</span>
        </label>
      ))}
    </>
  );
}

/** What is no number yet stays as it was typed: the server says what is wrong with it. */
function numberOf(event: Typed): FieldValue {
  const typed = event.currentTarget.value;
  const number = Number(typed.trim().replace(',', '.'));
  return typed.trim() === '' || !Number.isFinite(number) || /[.,]0*$/.test(typed) ? typed : number;
}

/** From the top of the tree, so that every choice can be understood by itself. */
function pathOf({ label, parent }: FormChoiceView, all: readonly FormChoiceView[]): string {
  const above = all.find(({ id }) => id === parent);
  return above === undefined ? label : `${pathOf(above, all)} › ${label}`;
}

/** The usual ones by their name; one of the house's own may be called the same. */
const idOf = ({ id, pointer }: FormFieldView): string => (pointer.startsWith('/fields/') ? `own-${id}` : `usual-${id}`);

export function faulty(id: string, error: string | undefined, helped = false): Record<string, string> {
  const told = [...(helped ? [`${id}-help`] : []), ...(error === undefined ? [] : [`${id}-fault`])].join(' ');
  return {
    ...(error !== undefined && { 'aria-invalid': 'true' }),
    ...(told !== '' && { 'aria-describedby': told }),
  };
}
