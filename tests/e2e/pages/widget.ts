// The visitor's page as a person sees it: found by what is written and what a screen reader says.
import { expect, type Locator, type Page } from '@playwright/test';

export class Widget {
  readonly launcher: Locator;
  readonly panel: Locator;
  readonly message: Locator;
  readonly log: Locator;
  readonly position: Locator;
  readonly agentName: Locator;
  readonly connection: Locator;
  readonly receipt: Locator;

  constructor(
    readonly page: Page,
    readonly url: string,
  ) {
    this.launcher = page.getByRole('button', { name: 'Chat with us' });
    this.panel = page.getByRole('dialog');
    this.message = page.getByRole('textbox', { name: 'Your message', exact: true });
    this.log = page.getByRole('log');
    this.position = page.getByTestId('position');
    this.agentName = page.getByTestId('agent-name');
    this.connection = page.getByTestId('connection');
    this.receipt = page.getByTestId('receipt');
  }

  async visit(): Promise<this> {
    await this.page.goto(`${this.url}/demo`);
    await this.launcher.click();
    await expect(this.panel).toBeVisible();
    return this;
  }

  /** Comes to the page and writes the first words. */
  async ask(text: string): Promise<this> {
    await this.visit();
    await this.say(text);
    return this;
  }

  async say(text: string): Promise<void> {
    await this.message.fill(text);
    await this.button('Send').click();
  }

  button(name: string): Locator {
    return this.panel.getByRole('button', { name, exact: true });
  }

  said(text: string): Locator {
    return this.log.getByText(text);
  }

  heading(name: string): Locator {
    return this.panel.getByRole('heading', { name });
  }

  async expectPosition(n: number): Promise<void> {
    await expect(this.position).toContainText(`You are number ${n} `);
  }

  async expectAgent(name: string): Promise<void> {
    await expect(this.agentName).toHaveText(name);
    await expect(this.position).toHaveCount(0);
  }

  async expectForm(words: string | RegExp): Promise<void> {
    await expect(this.panel.getByText(words)).toBeVisible();
    await expect(this.page.getByLabel('Your e-mail')).toBeVisible();
  }

  /** Fills in the form for a message and hands it in; answers the receipt's number. */
  async leaveMessage(email: string, text?: string, name?: string): Promise<string> {
    await this.page.getByLabel('Your e-mail').fill(email);
    if (name !== undefined) await this.page.getByLabel('Your name').fill(name);
    if (text !== undefined) await this.page.getByLabel('Your message to us').fill(text);
    await this.button('Leave message').click();
    await expect(this.receipt).not.toBeEmpty();
    return this.receipt.innerText();
  }

  async reload(): Promise<void> {
    await this.page.reload();
    await expect(this.panel).toBeVisible();
  }
}
