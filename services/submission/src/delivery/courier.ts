// Sends what is due. Each replica sleeps until something is, and is woken by every append; a claim decides which one
// sends. A try is told as a fact, so that what fails is seen (G3).
import { isStoreAway, PORTS, Sleeper, type ServicePorts } from '@frontdesk/nest';
import type { DeliveryCommand } from '@frontdesk/submission';
import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { Deliveries } from '../commands/deliveries.js';
import { Submissions } from '../commands/submissions.js';
import { Threads } from '../reads/thread.js';
import { SUBMISSION_EVENTS } from '../topics.js';
import { Claims, type Claimed } from './claims.js';
import { enclosuresOf } from './enclosures.js';
import { filesIn, letterOf, webhookBodyOf, type Told } from './letters.js';
import { MailSender } from './mail-sender.js';
import type { Sent } from './sent.js';
import { postWebhook } from './webhook-sender.js';
import { WebhookSecrets } from './webhook-secrets.js';

const AT_ONCE = 8;
/** Heals a lost wake-up; nothing hangs on it. */
const LOOK_AGAIN_MS = 60_000;
const AFTER_TROUBLE_MS = 5_000;

@Injectable()
export class Courier implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly claims: Claims;
  private readonly mail: MailSender;
  private readonly running = new Set<Promise<void>>();
  private readonly sleeper: Sleeper;
  private forget = (): void => undefined;

  constructor(
    @Inject(PORTS) private readonly ports: ServicePorts,
    @Inject(Deliveries) private readonly deliveries: Deliveries,
    @Inject(Submissions) private readonly submissions: Submissions,
    @Inject(Threads) private readonly threads: Threads,
    @Inject(WebhookSecrets) private readonly secrets: WebhookSecrets,
  ) {
    this.claims = new Claims(ports);
    this.mail = new MailSender(ports.outbound);
    this.sleeper = new Sleeper(ports.clock, {
      look: () => this.look(),
      trouble: (error) => {
        if (!isStoreAway(error)) ports.alarm('deliveries could not be looked for', { error });
      },
      longestMs: LOOK_AGAIN_MS,
      afterTroubleMs: AFTER_TROUBLE_MS,
    });
  }

  onApplicationBootstrap(): void {
    this.forget = this.ports.journal.onAppend(SUBMISSION_EVENTS, () => this.sleeper.wake());
    this.sleeper.wake();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.forget();
    await this.sleeper.stop();
    await Promise.all(this.running);
    this.mail.close();
  }

  private async look(): Promise<number | null> {
    while (!this.sleeper.isStopped && this.running.size < AT_ONCE) {
      const claimed = await this.claims.next();
      if (claimed === null) break;
      const running = this.deliver(claimed).finally(() => {
        this.running.delete(running);
        this.sleeper.wake();
      });
      this.running.add(running);
    }
    return this.claims.nextDue();
  }

  private async deliver(claimed: Claimed): Promise<void> {
    const { workspace, deliveryId, submissionId } = claimed;
    try {
      const sent = await this.send(claimed);
      const at = this.ports.clock.now();
      await this.deliveries.run({
        ...{ workspace, deliveryId, submissionId },
        command: sent.ok ? { type: 'succeed' } : failing(sent, at),
        meta: { actor: 'submission', correlationId: deliveryId, causationId: null },
      });
    } catch (error) {
      // The lease runs out, and it is tried again under the same id.
      if (!isStoreAway(error)) this.ports.alarm('a delivery could not be made', { deliveryId, error });
    }
  }

  private async send(claimed: Claimed): Promise<Sent> {
    const { workspace, channel, address, deliveryId } = claimed;
    const told = await this.told(claimed);
    if (channel === 'email') {
      const enclosures = await enclosuresOf(filesIn(told), this.ports.files);
      return this.mail.send({ id: deliveryId, to: address, ...letterOf(told), enclosures });
    }
    const webhook = { url: address, id: deliveryId, at: this.ports.clock.now(), body: webhookBodyOf(told) };
    const secrets = await this.secrets.of(workspace, address);
    return postWebhook({ ...webhook, secrets }, this.ports.outbound.insideAllowed);
  }

  private async told({ workspace, submissionId, deliveryId, about, messageId, plannedAt }: Claimed): Promise<Told> {
    const [{ received }, { messages }] = await Promise.all([
      this.submissions.state(workspace, submissionId),
      this.threads.of(workspace, submissionId),
    ]);
    if (received === null) throw new Error('a delivery of no submission');
    const message = messages.find((one) => one.messageId === messageId) ?? null;
    return { about, received, message, deliveryId, at: plannedAt };
  }
}

const failing = ({ reason, final, retryAfterMs }: Extract<Sent, { ok: false }>, at: number): DeliveryCommand => ({
  ...{ type: 'fail', at, reason },
  ...(final === undefined ? {} : { final }),
  ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
});
