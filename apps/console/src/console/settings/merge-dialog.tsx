// Somebody saved this document meanwhile: both versions side by side, and a choice for each field that differs.
import { Button, Group, Modal, Radio, Stack, Table, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAgents } from '../../api/staff-queries';
import { formatMoment } from '../../ui/format';
import { merged, proposedSides, type Side } from './differences';
import { fieldName, shortValue } from './field-name';
import type { Conflict, DocumentEditor } from './use-document-editor';

export function MergeDialog<D extends object>({ editor }: { readonly editor: DocumentEditor<D> }) {
  const { t } = useTranslation();
  const { conflict } = editor;
  return (
    <Modal
      opened={conflict !== undefined}
      onClose={editor.dismiss}
      title={t('settings.merge.title')}
      size="xl"
      zIndex={400}
      closeButtonProps={{ 'aria-label': t('common.hide') }}
    >
      {conflict === undefined ? null : <Choice key={conflict.theirs.version} editor={editor} conflict={conflict} />}
    </Modal>
  );
}

interface ChoiceProps<D extends object> {
  readonly editor: DocumentEditor<D>;
  readonly conflict: Conflict<D>;
}

function Choice<D extends object>({ editor, conflict }: ChoiceProps<D>) {
  const { t } = useTranslation();
  const { base, mine, theirs } = conflict;
  const [sides, setSides] = useState(() => proposedSides(base, theirs.document, mine));
  const agents = useAgents().data;
  const who = agents?.find((each) => each.id === theirs.changedBy)?.document.name ?? theirs.changedBy;
  const choose = (name: string, side: Side): void => {
    setSides(new Map(sides).set(name, side));
  };
  return (
    <Stack>
      <Text size="sm">
        {t('settings.merge.body', {
          who,
          at: formatMoment(theirs.changedAt),
          version: theirs.version,
        })}
      </Text>
      <Table withTableBorder verticalSpacing="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('settings.merge.field')}</Table.Th>
            <Table.Th>{t('settings.merge.theirs')}</Table.Th>
            <Table.Th>{t('settings.merge.mine')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {[...sides].map(([name, side]) => (
            <Table.Tr key={name}>
              <Table.Th scope="row" w={160}>
                {fieldName(name)}
              </Table.Th>
              {(['theirs', 'mine'] as const).map((each) => (
                <Table.Td key={each}>
                  <Radio
                    name={`merge-${name}`}
                    checked={side === each}
                    onChange={() => {
                      choose(name, each);
                    }}
                    label={shortValue((each === 'mine' ? mine : theirs.document)[name as keyof D])}
                  />
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Group justify="flex-end">
        <Button variant="default" onClick={editor.dismiss}>
          {t('settings.merge.cancel')}
        </Button>
        <Button loading={editor.saving} onClick={() => void editor.resolve(merged(theirs.document, mine, sides))}>
          {t('settings.merge.keep')}
        </Button>
      </Group>
    </Stack>
  );
}
