// The order in which a browser is chosen, on an invented machine.
import { describe, expect, it } from '@jest/globals';
import { chooseBrowser } from './browser.mjs';

/** A machine on which nothing is there and nothing can be installed, but for what a test says. */
function machine(given = {}) {
  const done = [];
  const files = new Set(given.files ?? []);
  const installs = (how, file) => () => {
    done.push(how);
    if (!file) return false;
    files.add(file);
    return true;
  };
  const choose = () =>
    chooseBrowser({
      asked: given.asked,
      runs: (file) => files.has(file),
      packed: () => (files.has('/packed/shell') ? '/packed/shell' : undefined),
      places: ['/usr/bin/chromium', '/usr/bin/google-chrome'],
      downloaded: () => (files.has('/cache/chromium') ? '/cache/chromium' : undefined),
      mayUseApt: given.root ?? false,
      apt: installs('apt', given.apt),
      download: installs('download', given.download),
    });
  return { choose, done };
}

describe('the browser of the browser tests', () => {
  it('is the one that CHROMIUM_PATH names, before any that is installed', () => {
    const { choose, done } = machine({ asked: '/my/chrome', files: ['/my/chrome', '/usr/bin/chromium'] });
    expect(choose()).toBe('/my/chrome');
    expect(done).toEqual([]);
  });

  it('is refused when CHROMIUM_PATH names nothing that runs, whatever else is installed', () => {
    const { choose } = machine({ asked: '/my/chrome', files: ['/usr/bin/chromium'] });
    expect(choose).toThrow('CHROMIUM_PATH=/my/chrome');
  });

  it('is the one that came with the packages, before any of the machine: the same everywhere', () => {
    const { choose, done } = machine({ files: ['/packed/shell', '/usr/bin/chromium', '/cache/chromium'], root: true });
    expect(choose()).toBe('/packed/shell');
    expect(done).toEqual([]);
  });

  it('is the best installed one, and nothing is installed then', () => {
    const { choose, done } = machine({ files: ['/usr/bin/google-chrome', '/cache/chromium'], root: true });
    expect(choose()).toBe('/usr/bin/google-chrome');
    expect(done).toEqual([]);
  });

  it("is Playwright's earlier download when none is installed", () => {
    const { choose, done } = machine({ files: ['/cache/chromium'], root: true });
    expect(choose()).toBe('/cache/chromium');
    expect(done).toEqual([]);
  });

  it('is installed by apt where that may be done, before anything is downloaded', () => {
    const { choose, done } = machine({ root: true, apt: '/usr/bin/chromium', download: '/cache/chromium' });
    expect(choose()).toBe('/usr/bin/chromium');
    expect(done).toEqual(['apt']);
  });

  it('is downloaded by Playwright when apt fails', () => {
    const { choose, done } = machine({ root: true, download: '/cache/chromium' });
    expect(choose()).toBe('/cache/chromium');
    expect(done).toEqual(['apt', 'download']);
  });

  it('is downloaded without trying apt when we are not root', () => {
    const { choose, done } = machine({ download: '/cache/chromium' });
    expect(choose()).toBe('/cache/chromium');
    expect(done).toEqual(['download']);
  });

  it('that cannot be had fails with a sentence that says how to get one', () => {
    const { choose, done } = machine({ root: true });
    expect(choose).toThrow('apt-get install chromium fonts-liberation');
    expect(done).toEqual(['apt', 'download']);
  });
});
