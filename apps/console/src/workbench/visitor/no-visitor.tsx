// The right pane while nobody is chosen.
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../ui/empty-state';
import classes from '../workbench-page.module.css';

export function NoVisitor() {
  const { t } = useTranslation();
  return (
    <div className={classes.centre}>
      <EmptyState icon="person" title={t('visitor.nobody')}>
        {t('visitor.nobodyHelp')}
      </EmptyState>
    </div>
  );
}
