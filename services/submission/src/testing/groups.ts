// Three groups of different ways at a desk: a form of one's own, in turn, by hand.
import { SETTINGS_DEFAULTS } from '@frontdesk/contracts';
import type { Desk } from './desk.js';

const words = (text: string, de = '', fr = '') => ({ text, texts: { de, fr } });
const RETURNS = {
  name: 'Returns',
  guide: words('Tell us what to return.', 'Was geht zurück?', 'Que renvoyez-vous ?'),
  fields: {
    ...{ title: 'hidden', type: 'required', description: 'optional', name: 'optional', email: 'required' },
    ...{ phone: 'hidden', attachments: 'hidden' },
  },
  types: [
    { id: 'shoes', label: words('Shoes', 'Schuhe', 'Chaussures'), parent: null },
    { id: 'boots', label: words('Boots', 'Stiefel', 'Bottes'), parent: 'shoes' },
  ],
  custom: [
    {
      ...{ id: 'order', kind: 'text', label: words('Order', 'Bestellung', 'Commande'), help: words('') },
      ...{ required: true, choices: [], min: null, max: 20 },
    },
  ],
  consent: words('You may store this.', 'Sie dürfen das speichern.', 'Vous pouvez le conserver.'),
  deliver: null,
};
const agent = (groupIds: readonly string[], name: string) => ({
  ...{ name, email: `${name}@shop.example`, limit: 3, groupIds, role: 'agent' },
});
const group = (name: string, more: object) => ({
  ...{ name, guide: '' },
  submission: { ...SETTINGS_DEFAULTS.submission, ...more },
});

export async function openGroups({ say }: Desk): Promise<void> {
  const form = { mode: 'ticket', templateId: 'returns' };
  await Promise.all([
    say('agents', 'ana', agent(['sales', 'turns'], 'Ana')),
    say('agents', 'ben', agent(['turns'], 'Ben')),
    say('submission-templates', 'returns', RETURNS),
    say('groups', 'returns', group('Returns', { form, forms: { app: { mode: 'offline_message', templateId: null } } })),
    say('groups', 'turns', group('Turns', { assign: 'round_robin' })),
    say('groups', 'hand', group('By hand', { assign: 'manual' })),
  ]);
}
