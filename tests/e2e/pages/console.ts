// The administrator's pages.
import { expect, type Locator, type Page } from '@playwright/test';

export const CONSOLE_PAGES = [
  ...([
    'board',
    'conversations',
    'waits',
    'channels',
    'agents',
    'groups',
    'statuses',
    'strategy',
    'rules',
    'queue',
  ] as const),
  ...([
    'conversation',
    'mode',
    'messages',
    'submission',
    'templates',
    'hours',
    'replies',
    'tags',
    'summary',
    'rating',
    'blocks',
    'keys',
    'people',
  ] as const),
] as const;

export type ConsolePageName = (typeof CONSOLE_PAGES)[number];

export class Console {
  readonly waiting: Locator;

  constructor(
    readonly page: Page,
    readonly url: string,
    readonly sub: string,
  ) {
    this.waiting = page.getByTestId('board-waiting');
  }

  async visit(name: ConsolePageName): Promise<this> {
    await this.page.goto(`${this.url}/console/${name}?as=${this.sub}`);
    await expect(this.page.getByRole('heading', { level: 1 })).toBeVisible();
    return this;
  }

  field(label: string): Locator {
    return this.page.getByLabel(label, { exact: true });
  }

  async save(): Promise<void> {
    await this.page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(this.page.getByTestId('saved')).toBeVisible();
  }

  agent(id: string): Locator {
    return this.page.locator(`[data-testid=board-agent][data-agent=${id}]`);
  }
}
