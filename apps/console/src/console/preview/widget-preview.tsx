// The visitor's widget as it will read: a drawing of it, not the widget itself, so that nothing is started by looking.
import { Paper, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Mark } from '../../ui/mark';
import classes from './widget-preview.module.css';

interface WidgetPreviewProps {
  readonly children: ReactNode;
  /** Controls of the example, above the drawing. */
  readonly controls?: ReactNode;
}

export function WidgetPreview({ children, controls }: WidgetPreviewProps) {
  const { t } = useTranslation();
  return (
    <Paper withBorder radius={12} p="md">
      <Title order={2} size="sm" mb="sm">
        {t('preview.title')}
      </Title>
      {controls}
      <div className={classes.stage}>
        <div className={classes.widget}>
          <div className={classes.head}>
            <Mark size={22} /> {t('preview.chat')}
          </div>
          <div className={classes.body}>{children}</div>
        </div>
      </div>
    </Paper>
  );
}

export function VisitorWords({ children }: { readonly children: ReactNode }) {
  return <div className={classes.visitor}>{children}</div>;
}

export function DeskWords({ children }: { readonly children: ReactNode }) {
  return <div className={classes.desk}>{children}</div>;
}

export function FieldSketch({ label, tall = false }: { readonly label: string; readonly tall?: boolean }) {
  return (
    <div className={classes.field} data-tall={tall}>
      {label}
    </div>
  );
}

export function ButtonSketch({ label }: { readonly label: string }) {
  return <div className={classes.button}>{label}</div>;
}
