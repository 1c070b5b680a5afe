// Which Chromium the browser tests drive: the one asked for, else the one that npm installed, else one that the machine
// has, else one that is installed now. The order is a pure function over probes, so that it can be tested on any machine.
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { packedBrowser } from './packed-browser.mjs';
import { ROOT } from './run.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge'];
const MAC = ['Google Chrome', 'Chromium'].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`);

export class NoBrowser extends Error {}

/**
 * @param {object} probes
 * @param {string | undefined} probes.asked the value of CHROMIUM_PATH
 * @param {(file: string) => boolean} probes.runs whether a file exists and may be executed
 * @param {() => string | undefined} probes.packed the one that came with the packages, if it runs here
 * @param {string[]} probes.places where an installed browser would stand, best first
 * @param {() => string | undefined} probes.downloaded the browser that Playwright has downloaded before
 * @param {boolean} probes.mayUseApt a Debian or Ubuntu on which we are root
 * @param {() => boolean} probes.apt installs the packages; false when that failed
 * @param {() => boolean} probes.download lets Playwright download its own; false when that failed
 * @returns {string} the executable
 */
export function chooseBrowser({ asked, runs, packed, places, downloaded, mayUseApt, apt, download }) {
  if (asked) {
    if (runs(asked)) return asked;
    // Somebody who names a browser wants that one: falling back would test something else in silence.
    throw new NoBrowser(`CHROMIUM_PATH=${asked} is not a file that can be executed`);
  }
  const present = () => places.find(runs) ?? downloaded();
  let found = packed() ?? present();
  if (!found && mayUseApt && apt()) found = present();
  if (!found && download()) found = present();
  if (found) return found;
  throw new NoBrowser(
    'no Chromium for the browser tests. Install one (Debian/Ubuntu: apt-get install chromium fonts-liberation; ' +
      'or: npx playwright install --with-deps chromium), or name one with CHROMIUM_PATH.',
  );
}

export function ensureBrowser(log = (line) => process.stderr.write(`${line}\n`)) {
  return chooseBrowser({
    asked: process.env.CHROMIUM_PATH,
    runs,
    packed: packedBrowser,
    places: places(),
    downloaded,
    mayUseApt: process.getuid?.() === 0 && isDebianLike(),
    apt: () => aptInstall(log),
    download: () => playwrightInstall(log),
  });
}

function places() {
  const onPath = (process.env.PATH ?? '').split(delimiter).flatMap((dir) => NAMES.map((name) => join(dir, name)));
  if (process.platform === 'darwin') return [...onPath, ...MAC];
  if (process.platform !== 'win32') return onPath;
  const roots = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].map((name) => process.env[name]).filter(Boolean);
  return [...onPath, ...roots.map((dir) => join(dir, 'Google/Chrome/Application/chrome.exe'))];
}

function runs(file) {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile() && !isSnapStub(file);
  } catch {
    return false;
  }
}

/** Ubuntu's `chromium-browser` package is a script that only asks to install a snap. */
function isSnapStub(file) {
  return statSync(file).size < 10_000 && /requires the chromium snap/.test(readFileSync(file, 'utf8'));
}

function downloaded() {
  const { chromium } = createRequire(join(ROOT, 'package.json'))('playwright-core');
  const file = chromium.executablePath();
  return file && existsSync(file) ? file : undefined;
}

function isDebianLike() {
  return existsSync('/etc/debian_version') && spawnSync('apt-get', ['--version'], { stdio: 'ignore' }).status === 0;
}

function aptInstall(log) {
  log('no Chromium found: installing the packages chromium and fonts-liberation');
  const options = {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  };
  const wanted = ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-liberation'];
  spawnSync('apt-get', ['update', '-qq'], options);
  return spawnSync('apt-get', wanted, options).status === 0;
}

function playwrightInstall(log) {
  log("no Chromium found: downloading Playwright's own");
  const cli = join(ROOT, 'node_modules/playwright-core/cli.js');
  const withSystem = process.getuid?.() === 0 && process.platform === 'linux' ? ['--with-deps'] : [];
  const install = (extra) =>
    spawnSync(process.execPath, [cli, 'install', ...extra, 'chromium'], { stdio: ['ignore', 'ignore', 'inherit'] });
  return install(withSystem).status === 0 || install([]).status === 0;
}

if (process.argv[1] === import.meta.filename) {
  try {
    process.stdout.write(`${ensureBrowser()}\n`);
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
