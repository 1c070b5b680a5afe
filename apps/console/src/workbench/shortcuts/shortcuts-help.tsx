// The list of keys.
import { Kbd, Modal, Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';

const KEYS = [
  { keys: ['j', '↓'], words: 'next' },
  { keys: ['k', '↑'], words: 'previous' },
  { keys: ['1', '2', '3', '4'], words: 'tabs' },
  { keys: ['r'], words: 'reply' },
  { keys: ['Enter'], words: 'send' },
  { keys: ['Shift', 'Enter'], words: 'newline' },
  { keys: ['Esc'], words: 'leave' },
  { keys: ['?'], words: 'help' },
] as const;

interface ShortcutsHelpProps {
  readonly opened: boolean;
  readonly onClose: () => void;
}

export function ShortcutsHelp({ opened, onClose }: ShortcutsHelpProps) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('shortcuts.title')}
      closeButtonProps={{ 'aria-label': t('common.hide') }}
    >
      <Table verticalSpacing={6}>
        <Table.Tbody>
          {KEYS.map(({ keys, words }) => (
            <Table.Tr key={words}>
              <Table.Td style={{ whiteSpace: 'nowrap' }}>
                {keys.map((key) => (
                  <Kbd key={key} mr={4}>
                    {key}
                  </Kbd>
                ))}
              </Table.Td>
              <Table.Td>{t(`shortcuts.${words}`)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Modal>
  );
}
