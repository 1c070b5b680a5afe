// A desk whose house is told by mail and by a webhook of its own, and what has become of that.
import { expect } from '@jest/globals';
import type { DeliveryView, SubmissionReceipt } from '@frontdesk/contracts';
import { ANA, SUE, until, visitor, type Answer, type Desk } from './desk.js';
import { WebReceiver, type Letter } from './receivers.js';
import type { ServedSubmissions } from './served-submissions.js';

export const V1 = visitor('v1');

export class ToldDesk {
  readonly web = new WebReceiver();
  readonly desk: Desk;
  private texts = 0;
  /** Of the letters of the whole house. */
  private forgotten = 0;

  constructor(
    readonly house: ServedSubmissions,
    private readonly workspace: string,
  ) {
    this.desk = house.desk(workspace);
  }

  /** An address at this desk's own domain, so that no letter is taken for another desk's. */
  readonly mailOf = (who: string): string => `${who}@${this.workspace}.example`;

  /** The letters to this desk and its visitors. */
  readonly letters = (): readonly Letter[] =>
    this.house.mail.letters.slice(this.forgotten).filter(({ to }) => to.endsWith(this.mailOf('')));

  /** As if nothing had been told yet. */
  readonly forget = (): void => {
    this.forgotten = this.house.mail.letters.length;
    this.web.posts.length = 0;
    this.web.status = 204;
    this.web.headers = {};
  };

  readonly toBoth = (): Promise<void> =>
    this.desk.rules({ deliver: { emails: [this.mailOf('desk')], webhooks: [this.web.url] } });

  readonly toWebhook = (): Promise<void> => this.desk.rules({ deliver: { emails: [], webhooks: [this.web.url] } });

  readonly left = async (more: object = {}): Promise<SubmissionReceipt> => {
    const message = { name: 'Mia', email: this.mailOf('mia'), text: `Call me back ${++this.texts}`, ...more };
    const { status, body } = await this.desk.leave(message, V1);
    expect([status, body.code]).toEqual([201, undefined]);
    return body;
  };

  readonly deliveriesOf = async (submissionId: string): Promise<readonly DeliveryView[]> =>
    (await this.desk.call<{ data: DeliveryView[] }>('GET', `/${submissionId}/deliveries`, ANA)).body.data;

  readonly become = (id: string, ...statuses: readonly string[]): Promise<void> =>
    until(async () => {
      const all = (await this.deliveriesOf(id)).map(({ status }) => status);
      return JSON.stringify(all) === JSON.stringify(statuses);
    }, statuses.join(', '));

  readonly tried = (id: string, attempts: number): Promise<void> =>
    until(async () => {
      const all = await this.deliveriesOf(id);
      return all.length > 0 && all.every((one) => one.attempts === attempts);
    }, `${attempts} tries`);

  readonly retry = (id: string, deliveryId: string, who = SUE): Promise<Answer<DeliveryView>> =>
    this.desk.call('POST', `/${id}/deliveries/${deliveryId}/retry`, who);
}
