// A page as axe reads it, by the rules of WCAG 2.2 AA.
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const LAWS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

export async function expectAccessible(page: Page, what: string): Promise<void> {
  // The page's own frame is all there is; without this each look opens a second page to put frames together.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().withTags(LAWS).analyze();
  const told = violations.map(({ id, help, nodes }) => {
    const places = nodes.map(({ target, failureSummary }) => `${target.flat().join(' ')}: ${failureSummary ?? ''}`);
    return `${id} (${help})\n${places.join('\n')}`;
  });
  expect.soft(told, what).toEqual([]);
}
