// Who changed this document, when, and what. An earlier state can be brought back into the form; saving it is a new version.
import type { HistoryEntry, Versioned } from '@frontdesk/contracts';
import { Anchor, Paper, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useHttp } from '../../api/api-context';
import { keys } from '../../api/keys';
import { useAgents } from '../../api/staff-queries';
import { formatAgo, formatMoment } from '../../ui/format';
import { Loading } from '../../ui/loading';
import { useNow } from '../../ui/use-now';
import { changedFields } from './differences';
import { fieldName } from './field-name';
import classes from './history-panel.module.css';
import type { DocumentEditor } from './use-document-editor';

const SHOWN = 8;

/** Null: that version removed the document. */
type Version<D> = Versioned<D | null> & Pick<HistoryEntry, 'reason'>;

export function HistoryPanel<D extends object>({ editor }: { readonly editor: DocumentEditor<D> }) {
  const { t } = useTranslation();
  const http = useHttp();
  const history = useQuery({
    queryKey: keys.history(editor.path),
    queryFn: ({ signal }) =>
      http.get<{ readonly data: readonly Version<D>[] }>(`/settings/${editor.path}/history`, signal),
    retry: false,
  });
  // Without a history there is nothing to say; the form works all the same.
  if (history.error !== null) return null;
  const newestFirst = [...(history.data?.data ?? [])].sort((a, b) => b.version - a.version);
  return (
    <Paper withBorder radius={12} p="md">
      <Title order={2} size="sm" mb="sm">
        {t('settings.history.title')}
      </Title>
      {history.data === undefined ? <Loading blocks={[{ height: 60 }]} /> : null}
      {history.data !== undefined && newestFirst.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('settings.history.none')}
        </Text>
      ) : null}
      <ol className={classes.list}>
        {newestFirst.slice(0, SHOWN).map((each, index) => (
          <VersionItem key={each.version} version={each} before={newestFirst[index + 1]} editor={editor} />
        ))}
      </ol>
      {newestFirst.length > SHOWN ? (
        <Text size="xs" c="dimmed" mt="xs">
          {t('settings.history.older', { count: newestFirst.length - SHOWN })}
        </Text>
      ) : null}
    </Paper>
  );
}

interface VersionItemProps<D extends object> {
  readonly version: Version<D>;
  readonly before: Version<D> | undefined;
  readonly editor: DocumentEditor<D>;
}

function VersionItem<D extends object>({ version, before, editor }: VersionItemProps<D>) {
  const { t } = useTranslation();
  const now = useNow();
  const agents = useAgents().data;
  const who = agents?.find((each) => each.id === version.changedBy)?.document.name ?? version.changedBy;
  const { document } = version;
  const earlier = before?.document ?? null;
  const what =
    document === null
      ? [t('settings.history.removed')]
      : earlier === null
        ? []
        : changedFields(earlier, document).map(fieldName);
  const current = version.version === editor.base?.version;
  return (
    <li className={classes.version} data-current={current}>
      <Text size="sm">
        <b>{t('settings.history.version', { n: version.version })}</b> · {who}
      </Text>
      <Text size="xs" c="dimmed">
        <time dateTime={version.changedAt} title={formatMoment(version.changedAt)}>
          {formatAgo(version.changedAt, now)}
        </time>
        {what.length > 0 ? ` · ${what.join(', ')}` : ''}
      </Text>
      {version.reason === null ? null : (
        <Text size="xs" fs="italic">
          {version.reason}
        </Text>
      )}
      {current || document === null ? null : (
        <Anchor
          component="button"
          type="button"
          size="xs"
          underline="always"
          onClick={() => {
            editor.form.setValues(document);
          }}
        >
          {t('settings.history.restore', { n: version.version })}
        </Anchor>
      )}
    </li>
  );
}
