// What every browser test gets: the product, people at browsers of their own, and a house that is as new.
import { test as base, expect, type Browser, type BrowserContext, type Page, type TestInfo } from '@playwright/test';
import type { SubmissionView, Versioned } from '@frontdesk/contracts';
import { ApiProblem } from '../harness/api.js';
import { startOn, type RunningProduct, type Runtime } from '../harness/runtimes.js';
import { demoIsThere, StaffClient } from '../harness/staff-client.js';
import { Console } from './pages/console.js';
import { Widget } from './pages/widget.js';
import { Workbench } from './pages/workbench.js';

/** Short enough that a test sees a lease end, long enough that a reload is none. */
const TIMES = {
  FRONTDESK_HEARTBEAT_MS: '1000',
  FRONTDESK_LEASE_MS: '6000',
  FRONTDESK_CLOSE_GRACE_MS: '2000',
  FRONTDESK_REAP_EVERY_MS: '250',
  FRONTDESK_POSITION_EVERY_MS: '500',
};

const DOCUMENTS = [
  ...(['agents/ana', 'agents/ben', 'agents/sue'] as const),
  ...(['queue', 'submission', 'hours', 'strategy', 'presence', 'rating', 'conversation', 'routing-rules'] as const),
] as const;

export interface House {
  readonly product: RunningProduct;
  /** The administrator without a browser. */
  readonly ada: StaffClient;
  readonly sue: StaffClient;
  readonly original: ReadonlyMap<string, Versioned<object>>;
}

/** Opens pages, each in a browser context of its own, and listens to what they complain about. */
export class People {
  private readonly contexts: BrowserContext[] = [];
  private readonly complaints: string[] = [];
  private readonly expected: RegExp[] = [];
  private shots = 0;
  private dice: number | null = null;

  constructor(
    private readonly browser: Browser,
    private readonly url: string,
    private readonly info: TestInfo,
  ) {}

  async visitor(): Promise<Widget> {
    return new Widget(await this.page(), this.url);
  }

  /** The same visitor's browser, another page of it. */
  at(page: Page): Widget {
    return new Widget(page, this.url);
  }

  /** An agent at the workbench. */
  async agent(sub: string, status?: 'Online' | 'Busy' | 'Offline'): Promise<Workbench> {
    const desk = await new Workbench(await this.page(), this.url, sub).visit();
    if (status) await desk.choose(status);
    return desk;
  }

  async administrator(sub = 'ada'): Promise<Console> {
    return new Console(await this.page(), this.url, sub);
  }

  async page(): Promise<Page> {
    const context = await this.browser.newContext();
    this.contexts.push(context);
    if (this.dice !== null) await context.addInitScript((value) => (Math.random = () => value), this.dice);
    const page = await context.newPage();
    this.listen(page);
    return page;
  }

  listen(page: Page): void {
    page.on('pageerror', (error) => this.complaints.push(`${page.url()}: ${String(error)}`));
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning')
        this.complaints.push(`${page.url()}: ${message.text()} ${message.location().url}`);
    });
  }

  /** Pages opened from now on draw short delays before they come back to a server that was away. */
  comeBackSoon(): void {
    this.dice = 0.1;
  }

  /** The browser itself reports a failed request as an error; a test that provokes one says so. */
  expectComplaint(pattern: RegExp): void {
    this.expected.push(pattern);
  }

  /** A picture of a step, kept with the test's results. */
  async look(at: { readonly page: Page }, name: string): Promise<void> {
    const number = String(++this.shots).padStart(2, '0');
    await at.page.screenshot({ path: this.info.outputPath(`${number}-${name}.png`) });
  }

  unexpected(): readonly string[] {
    return this.complaints.filter((complaint) => !this.expected.some((pattern) => pattern.test(complaint)));
  }

  async leave(): Promise<void> {
    await Promise.all(this.contexts.splice(0).map((context) => context.close()));
  }
}

export const test = base.extend<{ people: People; fresh: void }, { house: House; runtime: Runtime }>({
  runtime: ['embedded', { scope: 'worker', option: true }],
  house: [
    async ({ runtime }, use) => {
      const product = await startOn(runtime, TIMES);
      await demoIsThere(product.url);
      const ada = await StaffClient.signIn(product.url, 'ada');
      const sue = await StaffClient.signIn(product.url, 'sue');
      const original = new Map<string, Versioned<object>>();
      for (const name of DOCUMENTS) original.set(name, await ada.api.get(`/v1/settings/${name}`));
      await use({ product, ada, sue, original });
      await product.remove();
    },
    { scope: 'worker', timeout: 240_000 },
  ],
  fresh: [
    async ({ house }, use) => {
      await tidy(house);
      await use();
    },
    { auto: true },
  ],
  people: async ({ browser, house, fresh: _fresh }, use, info) => {
    const people = new People(browser, house.product.url, info);
    await use(people);
    await people.leave();
    expect(people.unexpected(), 'what the pages complained about').toEqual([]);
  },
});

export { expect };

/** Nobody online, nobody in a conversation, nothing left to answer, the settings as they came. */
async function tidy({ product, ada, sue, original }: House): Promise<void> {
  for (const sub of ['ana', 'ben', 'sue']) await (await StaffClient.signIn(product.url, sub)).status('offline');
  for (const { conversationId } of await sue.inbox('all')) {
    await sue.close(conversationId).catch((error: unknown) => {
      // Closed meanwhile by its visitor's going.
      if (!(error instanceof ApiProblem) || error.status !== 409) throw error;
    });
  }
  const { data } = await sue.api.get<{ data: readonly SubmissionView[] }>('/v1/submissions?status=open');
  for (const { submissionId } of data) await sue.api.post(`/v1/submissions/${submissionId}/close`);
  for (const [name, { document }] of original) {
    const now = await ada.api.get<Versioned<object>>(`/v1/settings/${name}`);
    if (JSON.stringify(now.document) !== JSON.stringify(document)) await ada.api.change(name, () => document);
  }
  await expect.poll(async () => (await sue.queue()).length, { message: 'the queue is empty' }).toBe(0);
}
