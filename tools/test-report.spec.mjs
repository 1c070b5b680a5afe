// The count that everybody believes must not lie: what did not run has failed.
import { describe, expect, it } from '@jest/globals';
import {
  check,
  checks,
  jestSuites,
  playwrightSuite,
  runnerFault,
  secondLook,
  summary,
  unsteadyFiles,
} from './test-report.mjs';

const ok = { ok: true, output: '', timedOut: false };
const bad = { ok: false, code: 1, output: 'boom', timedOut: false };
const test = (status, fullName = 'a thing') => ({ status, fullName, failureMessages: ['because'] });
const file = (name, ...tests) => ({ name: `/r/${name}`, status: 'passed', message: '', assertionResults: tests });
const jest = (run, ...files) => summary(jestSuites({ testResults: files }, run, '/r'));
const lastLine = ({ text }) => text.trimEnd().split('\n').at(-1);
const spec = (status) => ({ title: 'a page', tests: [{ status, results: [{ errors: [] }] }] });
const e2e = (run, ...specs) => summary(playwrightSuite({ suites: [{ specs }] }, run));

describe('the last line', () => {
  it('sums passed and failed of all suites', () => {
    const suites = [checks('laws', [check('one', true), check('two', false, 'no')])];
    suites.push(...jestSuites({ testResults: [file('libs/kernel/src/a.spec.ts', test('passed'))] }, ok, '/r'));
    expect(lastLine(summary(suites))).toBe('2 passed, 1 failed');
  });
});

describe('jest', () => {
  it('is counted by project', () => {
    const suites = jestSuites(
      { testResults: [file('libs/a/x.spec.ts', test('passed')), file('libs/b/y.spec.ts', test('failed'))] },
      bad,
      '/r',
    );
    expect(suites).toMatchObject([
      { name: 'libs/a', passed: 1 },
      { name: 'libs/b', failures: [{ reason: 'because' }] },
    ]);
  });

  it.each(['pending', 'todo', 'skipped', 'disabled'])(
    'has failed a test that is %s, by the reason skipped',
    (status) => {
      const suites = jestSuites({ testResults: [file('libs/a/x.spec.ts', test(status))] }, ok, '/r');
      expect(suites).toMatchObject([{ passed: 0, failures: [{ reason: 'skipped' }] }]);
    },
  );

  it('has failed a file that could not be loaded, and one without tests', () => {
    const broken = { ...file('libs/a/x.spec.ts'), status: 'failed', message: 'syntax error' };
    expect(lastLine(jest(bad, broken))).toBe('0 passed, 1 failed');
    expect(lastLine(jest(ok, file('libs/a/x.spec.ts')))).toBe('0 passed, 1 failed');
  });

  it('has failed when it executed nothing, crashed, hung, or is unhappy for a reason of its own', () => {
    expect(lastLine(jest(ok))).toBe('0 passed, 1 failed');
    expect(lastLine(summary(jestSuites(undefined, bad, '/r')))).toBe('0 passed, 1 failed');
    const fine = file('libs/a/x.spec.ts', test('passed'));
    expect(lastLine(jest({ ...bad, timedOut: true }, fine))).toBe('1 passed, 1 failed');
    expect(lastLine(jest(bad, fine))).toBe('1 passed, 1 failed');
  });
});

describe('the browser tests', () => {
  it('count what passed; flaky, skipped and unexpected have failed', () => {
    expect(lastLine(e2e(bad, spec('expected'), spec('flaky'), spec('skipped'), spec('unexpected')))).toBe(
      '1 passed, 3 failed',
    );
  });

  it('have failed when none was executed, or when the runner died', () => {
    expect(lastLine(e2e(ok))).toBe('0 passed, 1 failed');
    expect(lastLine(summary(playwrightSuite(undefined, bad)))).toBe('0 passed, 1 failed');
    expect(lastLine(summary([runnerFault('tests/e2e', 'no browser')]))).toBe('0 passed, 1 failed');
  });
});

describe('a second look', () => {
  const fell = file('services/a/x.spec.ts', test('failed'), test('passed', 'another'));
  const stood = file('services/a/x.spec.ts', test('passed'), test('passed', 'another'));
  const page = (...specs) => ({ suites: [{ file: 'x.e2e.ts', specs }] });

  it('is for a few files that failed in a run that came to its end', () => {
    expect(unsteadyFiles({ testResults: [fell, file('libs/b/y.spec.ts', test('passed'))] }, bad)).toEqual([fell.name]);
    expect(unsteadyFiles(page(spec('unexpected')), bad)).toEqual(['x.e2e.ts']);
    const many = ['1', '2', '3', '4'].map((name) => file(name, test('failed')));
    expect(unsteadyFiles({ testResults: many }, bad)).toEqual([]);
    expect(unsteadyFiles({ testResults: [fell] }, { ...bad, timedOut: true })).toEqual([]);
    expect(unsteadyFiles({ testResults: [file('a', test('skipped'))] }, bad)).toEqual([]);
    expect(unsteadyFiles(undefined, bad)).toEqual([]);
    expect(unsteadyFiles({ testResults: [fell] }, { ...bad, signal: 'SIGKILL' })).toEqual([]);
    expect(unsteadyFiles({ testResults: [fell] }, { ...bad, code: 134 })).toEqual([]);
  });

  it('counts as passed what passed then, and names it with its first reason', () => {
    const seen = secondLook({ testResults: [fell] }, { testResults: [stood] });
    const { text } = summary(jestSuites(seen, ok, '/r'));
    expect(text).toMatch(/↻ services\/a › a thing[^]*because[^]*1 of those that passed failed at first/);
    expect(lastLine({ text })).toBe('2 passed, 0 failed');
    const pages = summary(playwrightSuite(secondLook(page(spec('unexpected')), page(spec('expected'))), ok));
    expect(pages.text).toMatch(/↻ tests\/e2e › a page/);
    expect(lastLine(pages)).toBe('1 passed, 0 failed');
  });

  it.each([
    ['failed again', { testResults: [fell] }],
    ['was skipped then', { testResults: [file('services/a/x.spec.ts', test('skipped'), test('passed', 'another'))] }],
    ['was not there then', { testResults: [] }],
    ['lost a test by then', { testResults: [file('services/a/x.spec.ts', test('passed', 'another'))] }],
    ['failed after its tests', { testResults: [{ ...stood, status: 'failed' }] }],
    ['passed in one project of two', { testResults: [stood, fell] }],
    ['never was reported', undefined],
  ])('leaves failed what %s', (_, again) => {
    const told = summary(jestSuites(secondLook({ testResults: [fell] }, again), bad, '/r'));
    expect(lastLine(told)).toBe('1 passed, 1 failed');
    expect(told.text).not.toContain('↻');
  });
});
