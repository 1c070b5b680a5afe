// Routing rules (B7): an ordered list, and a box to try a visitor with it.
import type { RoutingRule, RoutingRulesDocument } from '@frontdesk/contracts';
import { Divider, Switch, Text, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { PageHead } from '../page-head';
import { EditorFrame } from '../settings/editor-frame';
import { firstError } from '../settings/first-error';
import { ListEditor } from '../settings/list-editor';
import { useDocumentEditor } from '../settings/use-document-editor';
import { ConditionFields } from './condition-fields';
import { ExplainBox } from './explain-box';
import { ResultFields } from './result-fields';
import { emptyCondition, newRule, ruleIn } from './rule-drafts';

const FIRST: RoutingRulesDocument = { rules: [] };

export function RulesPage() {
  const { t } = useTranslation();
  const editor = useDocumentEditor('routing-rules', FIRST);
  const { form } = editor;
  const { rules } = form.values;
  return (
    <>
      <PageHead title={t('console.page.rules.title')} lead={t('console.page.rules.lead')} />
      <EditorFrame editor={editor} aside={<ExplainBox rules={rules} />}>
        <ListEditor<RoutingRule>
          entries={rules}
          nameOf={({ name }) => name}
          addLabel={t('rules.add')}
          create={() => newRule(rules)}
          onChange={(next) => {
            form.setFieldValue('rules', next);
          }}
        >
          {(rule, index, change) => (
            <>
              <TextInput
                label={t('field.name')}
                description={rule.id}
                value={rule.name}
                error={form.errors[ruleIn(index, 'name')] ?? form.errors[ruleIn(index, 'id')]}
                onChange={(event) => {
                  change({ name: event.currentTarget.value });
                }}
              />
              <Switch
                label={t('field.enabled')}
                checked={rule.enabled}
                onChange={(event) => {
                  change({ enabled: event.currentTarget.checked });
                }}
              />
              <Divider label={t('rules.ifAll')} labelPosition="left" />
              {rule.conditions.length === 0 ? (
                <Text size="sm" c="dimmed">
                  {t('rules.always')}
                </Text>
              ) : null}
              <ListEditor
                entries={rule.conditions}
                nameOf={({ field }) => t(`rules.field.${field}`)}
                addLabel={t('rules.addCondition')}
                create={() => emptyCondition('language')}
                onChange={(conditions) => {
                  change({ conditions });
                }}
              >
                {(condition, at) => (
                  <ConditionFields
                    condition={condition}
                    error={firstError(form.errors, ruleIn(index, `conditions.${String(at)}`))}
                    onChange={(next) => {
                      change({ conditions: rule.conditions.map((one, other) => (other === at ? next : one)) });
                    }}
                  />
                )}
              </ListEditor>
              <Divider label={t('rules.then')} labelPosition="left" />
              <ResultFields
                result={rule.result}
                error={firstError(form.errors, ruleIn(index, 'result'))}
                onChange={(result) => {
                  change({ result });
                }}
              />
            </>
          )}
        </ListEditor>
      </EditorFrame>
    </>
  );
}
