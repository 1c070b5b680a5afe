// What a ticket asks for (G2): a template for each occasion that needs one.
import type { SubmissionTemplateDocument } from '@frontdesk/contracts';
import { useTranslation } from 'react-i18next';
import { NamedPage } from '../named/named-page';
import { TemplateFields } from './template-fields';

const NOTHING = { text: '', texts: {} };
const FIRST: SubmissionTemplateDocument = {
  name: '',
  guide: NOTHING,
  fields: {
    title: 'optional',
    type: 'hidden',
    description: 'required',
    name: 'optional',
    email: 'required',
    phone: 'hidden',
    attachments: 'hidden',
  },
  types: [],
  custom: [],
  consent: null,
  deliver: null,
  attachments: {
    most: 5,
    maxBytes: 10 * 1024 * 1024,
    types: ['image/jpeg', 'image/png', 'image/gif', 'image/webp', 'application/pdf', 'text/plain', 'text/csv'],
  },
};

export function TemplatesPage() {
  const { t } = useTranslation();
  return (
    <NamedPage
      kind="submission-templates"
      path="/console/templates"
      icon="page"
      title={t('console.page.templates.title')}
      lead={t('console.page.templates.lead')}
      none={t('templates.none')}
      first={FIRST}
      nameOf={({ name }) => name}
      columns={[
        { title: t('field.name'), cell: ({ name }) => name },
        { title: t('templates.own'), cell: ({ custom }) => String(custom.length) },
        { title: t('templates.types'), cell: ({ types }) => String(types.length) },
      ]}
      fields={(form) => <TemplateFields form={form} />}
    />
  );
}
