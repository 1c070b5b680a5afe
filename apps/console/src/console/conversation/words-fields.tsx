// One occasion: its switch, when and how often, and its text in each language.
import type { ConversationDocument } from '@frontdesk/contracts';
import { Paper, SimpleGrid, Stack, Switch, Text } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { ChoiceField, useChoices, WholeField } from '../settings/form-fields';
import { variablesOf, whenOf, type Occasion } from './occasions';
import { TextsByLanguage } from '../words/texts-by-language';

interface WordsFieldsProps {
  readonly form: UseFormReturnType<ConversationDocument>;
  readonly occasion: Occasion;
  readonly document: ConversationDocument;
  /** Somebody is at it: the preview shows this occasion. */
  readonly onTouch: () => void;
}

export function WordsFields({ form, occasion, document, onTouch }: WordsFieldsProps) {
  const { t } = useTranslation();
  const { enabled } = document[occasion];
  const whens = useChoices(whenOf(occasion) ?? [], (name) => t(`conversationSettings.when.${name}`));
  const title = t(`conversationSettings.occasion.${occasion}`);
  return (
    <Paper withBorder radius={8} p="md" role="group" aria-label={title} onFocus={onTouch} onClick={onTouch}>
      <Switch
        label={title}
        description={t(`conversationSettings.help.${occasion}`)}
        {...form.getInputProps(`${occasion}.enabled`, { type: 'checkbox' })}
      />
      {enabled ? (
        <Stack gap="sm" mt="md">
          <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="lg">
            {whens.length > 0 ? (
              <ChoiceField form={form} path={`${occasion}.when`} label={t('field.when')} data={whens} />
            ) : (
              <WholeField form={form} path={`${occasion}.afterSeconds`} label={t('field.afterSeconds')} min={5} />
            )}
            {occasion === 'agentSlow' || occasion === 'visitorIdle' ? (
              <WholeField form={form} path={`${occasion}.times`} label={t('field.times')} min={1} max={20} />
            ) : null}
          </SimpleGrid>
          <Texts form={form} occasion={occasion} document={document} title={title} />
        </Stack>
      ) : null}
    </Paper>
  );
}

interface TextsProps extends Omit<WordsFieldsProps, 'onTouch'> {
  readonly title: string;
}

function Texts({ form, occasion, document, title }: TextsProps) {
  const { t } = useTranslation();
  const { texts } = document[occasion];
  // A fault of a text that is not there yet stands at the whole.
  const missing = Object.entries(form.errors).find(
    ([path]) => path.startsWith(`${occasion}.texts.`) && !(path.slice(occasion.length + 7) in texts),
  );
  return (
    <>
      <TextsByLanguage
        name={title}
        texts={texts}
        errorOf={(tag) => form.errors[`${occasion}.texts.${tag}`]}
        onChange={(next) => {
          form.setFieldValue(`${occasion}.texts`, next);
        }}
      />
      {missing === undefined ? null : (
        <Text size="xs" c="red" role="alert">
          {missing[1]}
        </Text>
      )}
      <Text size="xs" c="dimmed">
        {t('conversationSettings.variables', {
          names: variablesOf(occasion)
            .map((name) => `{{${name}}}`)
            .join(' '),
        })}
      </Text>
    </>
  );
}
