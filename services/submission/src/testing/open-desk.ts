// A desk of submissions with three groups of different ways, and what visitors and agents do there.
import {
  SETTINGS_DEFAULTS,
  type OwnSubmission,
  type SubmissionDetail,
  type SubmissionMessage,
  type SubmissionReceipt,
  type SubmissionView,
} from '@frontdesk/contracts';
import { MovingClock } from '@frontdesk/engine/testing';
import { ANA, ServedSubmissions, visitor, type Answer, type Asker } from './served-submissions.js';

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
export const MIA = visitor('mia');

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

interface Found {
  readonly data: readonly SubmissionView[];
  readonly nextCursor: string | null;
}

export class OpenDesk {
  readonly clock = new MovingClock(Date.now());
  private running: ServedSubmissions | null = null;
  private count = 0;

  get served(): ServedSubmissions {
    if (this.running === null) throw new Error('the service has not been started');
    return this.running;
  }

  async open(): Promise<void> {
    this.running = await ServedSubmissions.start({ FRONTDESK_FLOOD_SUBMISSIONS: '0' }, this.clock);
    const say: ServedSubmissions['say'] = (kind, id, document) => this.served.say(kind, id, document);
    await say('agents', 'ana', agent(['sales', 'turns'], 'Ana'));
    await say('agents', 'ben', agent(['turns'], 'Ben'));
    await say('submission-templates', 'returns', RETURNS);
    await say('groups', 'returns', {
      ...{ name: 'Returns', guide: '' },
      submission: {
        ...SETTINGS_DEFAULTS.submission,
        form: { mode: 'ticket', templateId: 'returns' },
        forms: { app: { mode: 'offline_message', templateId: null } },
      },
    });
    const turns = { ...SETTINGS_DEFAULTS.submission, assign: 'round_robin' };
    await say('groups', 'turns', { name: 'Turns', guide: '', submission: turns });
    const hand = { ...SETTINGS_DEFAULTS.submission, assign: 'manual' };
    await say('groups', 'hand', { name: 'By hand', guide: '', submission: hand });
  }

  async close(): Promise<void> {
    await this.running?.stop();
  }

  /** The settings of submissions, in what they differ from those of the start. */
  readonly said = (more: object = {}): Promise<void> =>
    this.served.say('submission', null, { ...SETTINGS_DEFAULTS.submission, ...more });

  readonly leave = (body: object = {}, who = MIA, key?: string): Promise<Answer<SubmissionReceipt>> => {
    const message = { email: 'mia@example.com', text: `Message ${++this.count}`, ...body };
    return this.served.call<SubmissionReceipt>('POST', '', who, message, key);
  };

  readonly left = async (body: object = {}, who = MIA): Promise<string> =>
    (await this.leave(body, who)).body.submissionId;

  readonly read = async (id: string): Promise<SubmissionDetail> =>
    (await this.served.call<SubmissionDetail>('GET', `/${id}`, ANA)).body;

  readonly own = async (id: string, who = MIA): Promise<OwnSubmission> =>
    (await this.served.call<OwnSubmission>('GET', `/mine/${id}`, who)).body;

  readonly act = (id: string, what: string, who = ANA, body: object = {}): Promise<Answer<SubmissionView>> =>
    this.served.call<SubmissionView>('POST', `/${id}/${what}`, who, body);

  readonly reply = (id: string, text: string, who: Asker = ANA, key?: string): Promise<Answer<SubmissionMessage>> =>
    this.served.call<SubmissionMessage>('POST', `${who === MIA ? '/mine' : ''}/${id}/replies`, who, { text }, key);

  readonly find = async (query: string): Promise<Found> => (await this.served.call<Found>('GET', query, ANA)).body;
}
