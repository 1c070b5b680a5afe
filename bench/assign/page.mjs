// Click to page: from "Send" in the visitor's widget to the agent's name on the page, beside the smallest thing that a
// page of the same server can do: a click, one request to it, one word on the page.
import { chromium } from 'playwright-core';
import { ensureBrowser } from '../../tools/browser.mjs';
import { figure, median, pause } from '../measure.mjs';
import { call, change, signIn, Socket } from './clients.mjs';
import { startProduct } from './product.mjs';

const ROUNDS = 20;
const QUIET = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'];

export async function run() {
  const product = await startProduct();
  const browser = await chromium.launch({ executablePath: ensureBrowser(() => undefined), args: QUIET });
  try {
    const { url } = product;
    await change(url, await signIn(url, 'ada'), 'agents/ana', { limit: 5 });
    const ana = await signIn(url, 'ana');
    const desk = await Socket.open(url, ana);
    await call(url, 'PUT', '/v1/presence/me', ana, { status: 'online' });
    await pause(200);
    const [ours, theirs] = [[], []];
    for (let round = 0; round < ROUNDS; round++) {
      theirs.push(await smallest(browser, url));
      ours.push(await chat(browser, url, ana));
    }
    desk.close();
    return [figure({ name: 'assign.page', value: median(ours), unit: 'ms p50', limit: median(theirs), n: ROUNDS })];
  } finally {
    await browser.close();
    await product.stop();
  }
}

/** Timed inside the page, so that driving the browser is no part of it. */
async function chat(browser, url, ana) {
  const page = await browser.newPage();
  await page.goto(`${url}/demo`);
  await page.getByRole('button', { name: 'Chat with us' }).click();
  await page.getByRole('textbox', { name: 'Your message' }).fill('Where is my parcel?');
  const ms = await page.evaluate(async () => {
    const root = document.querySelector('frontdesk-chat').shadowRoot;
    const from = performance.now();
    root.querySelector('button[type=submit]').click();
    while (!root.querySelector('[data-testid=agent-name]')) await new Promise((next) => requestAnimationFrame(next));
    return performance.now() - from;
  });
  await page.close();
  const { data } = (await call(url, 'GET', '/v1/conversations?view=mine&state=open', ana)).body;
  for (const { conversationId } of data) await call(url, 'POST', `/v1/conversations/${conversationId}/close`, ana, {});
  return ms;
}

async function smallest(browser, url) {
  const page = await browser.newPage();
  await page.goto(`${url}/health/live`);
  const ms = await page.evaluate(async () => {
    const button = document.body.appendChild(document.createElement('button'));
    button.onclick = async () => (document.body.append((await fetch('/health/live')).status), (button.id = 'done'));
    const from = performance.now();
    button.click();
    while (!document.querySelector('#done')) await new Promise((next) => requestAnimationFrame(next));
    return performance.now() - from;
  });
  await page.close();
  return ms;
}
