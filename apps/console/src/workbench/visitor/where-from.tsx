// The page and the language of a visitor, as facts.
import { Anchor } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { languageName, shortPage } from '../../ui/format';
import { Fact } from './facts-panel';

interface WhereFromProps {
  readonly page: string | null;
  readonly language: string | null;
}

export function WhereFrom({ page, language }: WhereFromProps) {
  const { t } = useTranslation();
  return (
    <>
      <Fact icon="page" label={t('visitor.page')}>
        {page === null ? t('visitor.unknown') : <PageLink page={page} />}
      </Fact>
      <Fact icon="globe" label={t('visitor.language')}>
        {language === null ? t('visitor.unknown') : languageName(language)}
      </Fact>
    </>
  );
}

/** Only web addresses become links: the value comes from the visitor's browser. */
function PageLink({ page }: { readonly page: string }) {
  if (!/^https?:\/\//u.test(page)) return page;
  return (
    <Anchor href={page} target="_blank" rel="noreferrer noopener" size="sm" title={page} underline="always">
      {shortPage(page)}
    </Anchor>
  );
}
