// The browser tests: a real Chromium against the real product, two files at a time. The walk of a visitor through the house runs
// on both runtimes, the rest embedded; FRONTDESK_RUNTIME=distributed runs all of it distributed, FRONTDESK_RUNTIME=embedded
// all of it embedded.
import { defineConfig } from '@playwright/test';
import { ensureBrowser } from '../../tools/browser.mjs';

const ARGS = [
  // Chromium refuses its sandbox as uid 0.
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
];

/** Asked and answered, waiting, leaving, coming back, nobody there. */
const WALK = /(reception|submission|leaving|staying)\.e2e\.ts$/;

const asked = process.env.FRONTDESK_RUNTIME;
if (asked && !['embedded', 'distributed'].includes(asked))
  throw new Error(`FRONTDESK_RUNTIME=${asked}: known are embedded and distributed`);
const on = (runtime, choice = {}) => ({ name: runtime, use: { runtime }, ...choice });

export default defineConfig({
  testDir: '.',
  testMatch: '*.e2e.ts',
  projects: asked ? [on(asked)] : [on('embedded'), on('distributed', { testMatch: WALK, workers: 1 })],
  outputDir: '../../test-results/e2e',
  // Of the distributed product one at a time: it is a dozen processes.
  workers: asked === 'distributed' ? 1 : 2,
  retries: 0,
  forbidOnly: true,
  timeout: 120_000,
  expect: { timeout: 5_000 },
  reporter: [['list']],
  use: {
    browserName: 'chromium',
    launchOptions: { executablePath: ensureBrowser(), args: ARGS },
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    viewport: { width: 1280, height: 800 },
    contextOptions: { reducedMotion: 'reduce' },
    screenshot: 'only-on-failure',
    trace: { mode: 'retain-on-failure', screenshots: false, snapshots: false, sources: false },
  },
});
