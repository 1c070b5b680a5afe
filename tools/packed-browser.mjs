// The browser that comes with `npm ci`: Chromium's headless shell for Linux on x64, unpacked once into .cache. It has no
// windows, sync, autofill or translation to serve: the browser tests take less than half of the processor time with it.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { ROOT } from './run.mjs';

/** Without its libraries it does not start; without a font, text is nowhere wide. */
const SHOWS_TEXT = `
  import { chromium } from '@playwright/test';
  const browser = await chromium.launch({ executablePath: process.argv[1], args: ['--no-sandbox', '--disable-gpu'] });
  const page = await browser.newPage();
  await page.setContent('<span>Frontdesk</span>');
  const wide = await page.locator('span').evaluate((span) => span.offsetWidth);
  await browser.close();
  process.exitCode = wide > 9 ? 0 : 1;
`;

/** @returns {string | undefined} the executable; nothing where it does not come or does not run */
export function packedBrowser() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  const home = packageFolder();
  if (!home) return undefined;
  const { version } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'));
  const file = join(ROOT, '.cache/browser', version, 'headless-shell');
  return existsSync(file) || unpack(join(home, 'bin/chromium.br'), file) ? file : undefined;
}

function packageFolder() {
  try {
    return dirname(dirname(dirname(createRequire(join(ROOT, 'package.json')).resolve('@sparticuz/chromium'))));
  } catch {
    return undefined;
  }
}

/** Under its name only once it has shown text: half a file, or one that this machine cannot run, is never taken. */
function unpack(packed, file) {
  const half = `${file}.${process.pid}`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(half, brotliDecompressSync(readFileSync(packed)), { mode: 0o755 });
    const args = ['--input-type=module', '-e', SHOWS_TEXT, half];
    const { status } = spawnSync(process.execPath, args, { cwd: ROOT, stdio: 'ignore', timeout: 60_000 });
    if (status === 0) renameSync(half, file);
    return status === 0;
  } catch {
    // No space, no right to write: another browser will do.
    return false;
  } finally {
    rmSync(half, { force: true });
  }
}
