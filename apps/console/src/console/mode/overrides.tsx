// Channels or groups that are otherwise than the workspace.
import type { ModeDocument } from '@frontdesk/contracts';
import { Input, Select, Table, Text } from '@mantine/core';
import type { FormErrors } from '@mantine/form';
import { useTranslation } from 'react-i18next';

type Modes = ModeDocument['groups'];

interface OverridesProps {
  readonly label: string;
  readonly help: string;
  readonly items: readonly { readonly id: string; readonly name: string }[];
  readonly value: Modes;
  readonly errors: FormErrors;
  /** The member of the document. */
  readonly at: 'channels' | 'groups';
  readonly onChange: (next: Modes) => void;
}

export function Overrides({ label, help, items, value, errors, at, onChange }: OverridesProps) {
  const { t } = useTranslation();
  const choices = [
    { value: 'same', label: t('modeSettings.same') },
    { value: 'real_time', label: t('modeSettings.mode.real_time') },
    { value: 'asynchronous', label: t('modeSettings.mode.asynchronous') },
  ];
  return (
    <Input.Wrapper label={label} description={help}>
      {items.length === 0 ? (
        <Text size="sm" c="dimmed" mt={6}>
          {t('modeSettings.none')}
        </Text>
      ) : (
        <Table mt={6} verticalSpacing={4} horizontalSpacing={4}>
          <Table.Tbody>
            {items.map(({ id, name }) => (
              <Table.Tr key={id}>
                <Table.Td>{name}</Table.Td>
                <Table.Td w={220}>
                  <Select
                    size="xs"
                    data={choices}
                    allowDeselect={false}
                    aria-label={t('modeSettings.modeOf', { name })}
                    value={value[id] ?? 'same'}
                    error={errors[`${at}.${id}`]}
                    onChange={(next) => {
                      const others = Object.fromEntries(Object.entries(value).filter(([other]) => other !== id));
                      onChange(next === 'same' ? others : { ...others, [id]: next as Modes[string] });
                    }}
                  />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Input.Wrapper>
  );
}
