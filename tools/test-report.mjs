// Turns what the runners report into one count. Pure, because the count is what everybody believes.

/** @typedef {{name: string, passed: number, failures: {name: string, reason: string}[]}} Suite */

export const check = (name, ok, output = '') => ({ name, ok, output });

/** @returns {Suite} */
export function checks(name, results) {
  const failures = results.filter((one) => !one.ok).map((one) => ({ name: one.name, reason: one.output.trim() }));
  return executed({ name, passed: results.length - failures.length, failures });
}

/** A runner that died, or that could not even start. @returns {Suite} */
export function runnerFault(name, reason) {
  return { name, passed: 0, failures: [{ name: `${name} did not run to its end`, reason }] };
}

/** @returns {Suite[]} one for each project, so that the table shows where tests are missing */
export function jestSuites(report, run, root) {
  if (!report) return [runnerFault('jest', tail(run.output))];
  const suites = new Map();
  const suiteOf = (file) => {
    const path = file.replaceAll('\\', '/').replace(`${root.replaceAll('\\', '/')}/`, '');
    const name = path.startsWith('tools/') ? 'tools' : path.split('/').slice(0, 2).join('/');
    if (!suites.has(name)) suites.set(name, { name, passed: 0, failures: [] });
    return suites.get(name);
  };
  for (const file of report.testResults) {
    const suite = suiteOf(file.name);
    for (const test of file.assertionResults) {
      count(suite, test.fullName, test.status, withoutRunner(test.failureMessages.join('\n')));
    }
    // A file that cannot be loaded has no tests to fail, and one without tests proves nothing.
    if (file.assertionResults.length === 0)
      suite.failures.push({ name: file.name, reason: file.message || 'no tests' });
    else if (file.status === 'failed' && suite.failures.length === 0) {
      suite.failures.push({ name: file.name, reason: file.message });
    }
  }
  const all = [...suites.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  return withRun('jest', all, run);
}

/** @returns {Suite[]} */
export function playwrightSuite(report, run) {
  if (!report) return [runnerFault('tests/e2e', tail(run.output))];
  const suite = { name: 'tests/e2e', passed: 0, failures: [] };
  for (const spec of specsOf(report)) {
    for (const test of spec.tests) {
      // 'flaky' is a failure that went away by itself; here it stays one.
      const status = { expected: 'passed', skipped: 'skipped' }[test.status] ?? 'failed';
      const errors = test.results.flatMap((result) => result.errors ?? []);
      const name = test.projectName ? `${test.projectName}: ${spec.title}` : spec.title;
      count(suite, name, status, errors.map((error) => error.message).join('\n') || test.status);
    }
  }
  for (const error of report.errors ?? []) suite.failures.push({ name: 'tests/e2e', reason: error.message });
  return withRun('tests/e2e', [suite], run);
}

function specsOf(node) {
  return [...(node.specs ?? []), ...(node.suites ?? []).flatMap(specsOf)];
}

function count(suite, name, status, reason) {
  if (status === 'passed') suite.passed++;
  else suite.failures.push({ name, reason: status === 'failed' ? reason : 'skipped' });
}

/** A runner that says it failed while every test passed has failed at something that we do not see. */
function withRun(name, suites, run) {
  const counted = suites.map(executed);
  if (counted.length === 0) return [runnerFault(name, 'no tests were executed')];
  if (run.timedOut) return [...counted, runnerFault(name, 'killed: it hung')];
  if (!run.ok && counted.every((suite) => suite.failures.length === 0)) {
    return [...counted, runnerFault(name, tail(run.output))];
  }
  return counted;
}

function executed(suite) {
  if (suite.passed + suite.failures.length > 0) return suite;
  return { ...suite, failures: [{ name: suite.name, reason: 'no tests were executed' }] };
}

/** The runner's own frames say nothing about the failure. */
const withoutRunner = (text) => text.replace(/^\s+at .*node_modules.jest.*\n?/gm, '');

/** The whole story was shown while it happened; here it must not bury the table. */
const clip = (text) =>
  text
    .trim()
    .split('\n')
    .slice(0, 60)
    .map((line) => (line.length > 300 ? `${line.slice(0, 300)} …` : line))
    .join('\n');

const tail = (output) => output.trim().split('\n').slice(-60).join('\n');

/** @param {Suite[]} suites */
export function summary(suites) {
  const passed = suites.reduce((sum, suite) => sum + suite.passed, 0);
  const failed = suites.reduce((sum, suite) => sum + suite.failures.length, 0);
  const width = Math.max(10, ...suites.map((suite) => suite.name.length));
  const row = (name, ok, bad) => `${name.padEnd(width)}  ${String(ok).padStart(6)}  ${String(bad).padStart(6)}`;
  const told = suites.flatMap((suite) =>
    suite.failures.map(({ name, reason }) => `✗ ${suite.name} › ${name}\n${clip(reason).replace(/^/gm, '    ')}\n`),
  );
  const lines = [
    '',
    ...told,
    row('suite', 'passed', 'failed'),
    ...suites.map((suite) => row(suite.name, suite.passed, suite.failures.length)),
    '',
    `${passed} passed, ${failed} failed`,
    '',
  ];
  return { text: lines.join('\n'), passed, failed };
}
