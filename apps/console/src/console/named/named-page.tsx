// A list of documents of one kind, and the opened one in a drawer beside it.
import type { Documents, Versioned } from '@frontdesk/contracts';
import { Button, Drawer, Paper, Table, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useHttp } from '../../api/api-context';
import { keys } from '../../api/keys';
import { EmptyState } from '../../ui/empty-state';
import { Icon, type IconName } from '../../ui/icon';
import { ProblemNote } from '../../ui/problem-note';
import { EditButton } from '../../ui/edit-button';
import { RowsLoading } from '../../workbench/inbox/rows-loading';
import { PageHead } from '../page-head';
import { EntryFrame } from '../settings/entry-frame';
import { useDocumentEditor } from '../settings/use-document-editor';
import { useListSearch, type ListPath } from '../use-list-search';

type Kind = 'channels' | 'canned-replies' | 'block-list' | 'submission-templates';

interface NamedPageProps<Name extends Kind> {
  readonly kind: Name;
  readonly path: ListPath;
  readonly icon: IconName;
  readonly title: string;
  readonly lead: string;
  readonly none: string;
  readonly first: Documents[Name];
  /** Proposed where nobody ever looks at the id; absent: whoever adds one thinks of it. */
  readonly newId?: () => string;
  readonly nameOf: (document: Documents[Name]) => string;
  readonly columns: readonly { readonly title: string; readonly cell: (document: Documents[Name]) => ReactNode }[];
  /** @param id null: it is being created */
  readonly fields: (form: UseFormReturnType<Documents[Name]>, id: string | null) => ReactNode;
}

export function NamedPage<Name extends Kind>(props: NamedPageProps<Name>) {
  const { t } = useTranslation();
  const { kind, columns } = props;
  const { search, set } = useListSearch(props.path);
  const http = useHttp();
  const list = useQuery({
    queryKey: keys.document(kind),
    queryFn: ({ signal }) =>
      http.get<{ readonly data: readonly Versioned<Documents[Name]>[] }>(`/settings/${kind}`, signal),
  });
  const rows = list.data?.data;
  const close = (saved: boolean): void => void set({ edit: undefined }, { saved });
  return (
    <>
      <PageHead
        title={props.title}
        lead={props.lead}
        action={
          <Button leftSection={<Icon name="plus" />} onClick={() => void set({ edit: 'new' })}>
            {t('lists.new')}
          </Button>
        }
      />
      {list.error === null ? null : <ProblemNote error={list.error} onRetry={list.refetch} />}
      <Paper withBorder radius={12} maw={1180}>
        {rows === undefined && list.error === null ? <RowsLoading /> : null}
        {rows?.length === 0 ? (
          <EmptyState icon={props.icon} title={props.none}>
            {props.lead}
          </EmptyState>
        ) : null}
        {rows !== undefined && rows.length > 0 ? (
          <Table.ScrollContainer minWidth={560}>
            <Table verticalSpacing="sm" horizontalSpacing="md" highlightOnHover>
              <Table.Thead>
                <Table.Tr>
                  {columns.map(({ title }) => (
                    <Table.Th key={title}>{title}</Table.Th>
                  ))}
                  <Table.Th aria-label={t('agents.actions')} />
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {rows.map(({ id, document }) => (
                  <Table.Tr key={id} data-testid="document-row">
                    {columns.map(({ title, cell }) => (
                      <Table.Td key={title}>{cell(document)}</Table.Td>
                    ))}
                    <Table.Td ta="end">
                      <EditButton name={props.nameOf(document)} onEdit={() => void set({ edit: id ?? undefined })} />
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        ) : null}
      </Paper>
      <Drawer
        opened={search.edit !== undefined}
        onClose={() => {
          close(false);
        }}
        position="right"
        size="md"
        title={t(search.edit === 'new' ? 'lists.new' : 'lists.edit')}
        closeButtonProps={{ 'aria-label': t('common.hide') }}
      >
        {search.edit === undefined ? null : (
          <NamedForm
            key={search.edit}
            {...props}
            edit={search.edit}
            onCreated={(id) => void set({ edit: id }, { saved: true })}
            onRemoved={() => {
              close(true);
            }}
          />
        )}
      </Drawer>
    </>
  );
}

type NamedFormProps<Name extends Kind> = NamedPageProps<Name> & {
  readonly edit: string;
  readonly onCreated: (id: string) => void;
  readonly onRemoved: () => void;
};

function NamedForm<Name extends Kind>({ kind, first, edit, nameOf, fields, ...rest }: NamedFormProps<Name>) {
  const { t } = useTranslation();
  const creating = edit === 'new';
  const [id, setId] = useState(() => rest.newId?.() ?? '');
  const path = `${kind}/${encodeURIComponent(creating ? id : edit)}`;
  const editor = useDocumentEditor<Documents[Name]>(path, first, { creating });
  const { form } = editor;
  return (
    <EntryFrame
      editor={editor}
      creating={creating}
      nameOf={nameOf}
      onCreated={() => {
        rest.onCreated(id);
      }}
      onRemoved={rest.onRemoved}
    >
      {creating ? (
        <TextInput
          label={t('field.id')}
          description={t('lists.idHelp')}
          required
          value={id}
          error={form.errors['id']}
          onChange={(event) => {
            setId(event.currentTarget.value.trim());
          }}
        />
      ) : null}
      {fields(form, creating ? null : edit)}
    </EntryFrame>
  );
}
