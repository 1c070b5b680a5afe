// The agent's page.
import { expect, type Locator, type Page } from '@playwright/test';

export class Workbench {
  readonly items: Locator;
  readonly queueRows: Locator;
  readonly submissions: Locator;
  readonly reply: Locator;
  readonly log: Locator;
  readonly connection: Locator;
  readonly preview: Locator;
  readonly statusNote: Locator;

  constructor(
    readonly page: Page,
    readonly url: string,
    readonly sub: string,
  ) {
    this.items = page.getByTestId('inbox-item');
    this.queueRows = page.getByTestId('queue-row');
    this.submissions = page.getByTestId('submission-item');
    this.reply = page.getByRole('textbox', { name: 'Reply' });
    this.log = page.getByRole('log');
    this.connection = page.getByTestId('connection');
    this.statusNote = page.getByTestId('status-note');
    this.preview = page.getByTestId('typing-preview');
  }

  async visit(): Promise<this> {
    await this.page.goto(`${this.url}/workbench?as=${this.sub}`);
    await expect(this.connection).toHaveAttribute('data-state', 'live');
    return this;
  }

  async choose(status: 'Online' | 'Busy' | 'Offline'): Promise<void> {
    await this.page.getByRole('radio', { name: status }).click();
    await expect(this.page.getByRole('radio', { name: status })).toBeChecked();
  }

  /** From the menu beside the three: a status of the workspace's own, or one for after this chat. */
  async chooseMore(name: string): Promise<void> {
    await this.page.getByRole('button', { name: 'More', exact: true }).click();
    await this.page.getByRole('menuitem', { name, exact: true }).click();
  }

  tab(name: 'Mine' | 'Queue' | 'Pool' | 'Submissions'): Locator {
    return this.page.getByRole('tab', { name: new RegExp(`^${name}`) });
  }

  /** The conversation whose latest word this is. */
  item(text: string): Locator {
    return this.items.filter({ hasText: text });
  }

  async open(text: string): Promise<void> {
    await this.item(text).click();
    await expect(this.reply).toBeVisible();
  }

  async answer(text: string): Promise<void> {
    await this.reply.fill(text);
    await this.page.getByRole('button', { name: 'Send', exact: true }).click();
    await expect(this.said(text)).toBeVisible();
  }

  said(text: string): Locator {
    return this.log.getByText(text);
  }

  async close(): Promise<void> {
    await this.page.getByRole('button', { name: 'Close conversation' }).click();
    await expect(this.page.getByTestId('conversation-ended')).toBeVisible();
  }
}
