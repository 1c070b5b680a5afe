// Turns what the runners report into one count. Pure, because the count is what everybody believes.

/**
 * `steadied`: what failed and passed when its file was run once more; counted as passed, and always named.
 * @typedef {{name: string, reason: string}} Failure
 * @typedef {{name: string, passed: number, failures: Failure[], steadied?: Failure[]}} Suite
 */

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
    if (!suites.has(name)) suites.set(name, { name, passed: 0, failures: [], steadied: [] });
    return suites.get(name);
  };
  for (const file of report.testResults) {
    const suite = suiteOf(file.name);
    suite.steadied.push(...(file.steadied ?? []));
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
  const steadied = (report.suites ?? []).flatMap((file) => file.steadied ?? []);
  const suite = { name: 'tests/e2e', passed: 0, failures: [], steadied };
  for (const { name, status, reason } of specsOf(report).flatMap(pageTests)) count(suite, name, status, reason);
  for (const error of report.errors ?? []) suite.failures.push({ name: 'tests/e2e', reason: error.message });
  return withRun('tests/e2e', [suite], run);
}

function pageTests(spec) {
  return spec.tests.map((test) => ({
    name: test.projectName ? `${test.projectName}: ${spec.title}` : spec.title,
    status: { expected: 'passed', skipped: 'skipped' }[test.status] ?? 'failed',
    reason:
      test.results
        .flatMap((result) => result.errors ?? [])
        .map((error) => error.message)
        .join('\n') || test.status,
  }));
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

/** Files: few enough that it is a test that faltered, not the product. */
const AT_MOST = 3;

/** @returns {string[]} paths of the files that failed, or none when a second look would not help */
export function unsteadyFiles(report, run) {
  // Both runners end with 1 when tests failed; what ends otherwise has died.
  if (!report || run.timedOut || run.signal || run.code !== 1) return [];
  const failed = filesOf(report).filter(({ tests }) => tests.some(({ status }) => status === 'failed'));
  return failed.length <= AT_MOST ? [...new Set(failed.map(({ path }) => path))] : [];
}

/** The report with those files as they came out when they were run once more, if all that was in them passed then. */
export function secondLook(report, again) {
  const second = filesOf(again ?? {});
  const seen = filesOf(report).map(({ path, file, tests }) => {
    const steadied = tests.filter(({ status }) => status === 'failed').map(({ name, reason }) => ({ name, reason }));
    // A file that belongs to two projects was run twice.
    const runs = second.filter((one) => one.path === path);
    const sound = runs.length > 0 && runs.every((one) => passedWhole(one, tests));
    return steadied.length > 0 && sound ? { ...runs[0].file, steadied } : file;
  });
  return report.testResults ? { ...report, testResults: seen } : { ...report, suites: seen };
}

function passedWhole({ file, tests }, wanted) {
  const names = new Set(tests.map(({ name }) => name));
  return (
    file.status !== 'failed' &&
    tests.every(({ status }) => status === 'passed') &&
    wanted.every(({ name }) => names.has(name))
  );
}

/** One shape for both runners' reports. */
function filesOf({ testResults = [], suites = [] }) {
  const ofJest = testResults.map((file) => ({
    file,
    path: file.name,
    tests: file.assertionResults.map((test) => ({
      name: test.fullName,
      status: test.status,
      reason: withoutRunner(test.failureMessages.join('\n')),
    })),
  }));
  const ofPages = suites.map((file) => ({ file, path: file.file, tests: specsOf(file).flatMap(pageTests) }));
  return [...ofJest, ...ofPages];
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
  const steadied = suites.flatMap((suite) =>
    (suite.steadied ?? []).map(
      ({ name, reason }) =>
        `↻ ${suite.name} › ${name}\n    failed, and passed when its file was run once more: a fault to look for\n${clip(reason).replace(/^/gm, '    ')}\n`,
    ),
  );
  const lines = [
    '',
    ...steadied,
    ...told,
    row('suite', 'passed', 'failed'),
    ...suites.map((suite) => row(suite.name, suite.passed, suite.failures.length)),
    '',
    ...(steadied.length > 0 ? [`${steadied.length} of those that passed failed at first: see ↻ above`] : []),
    `${passed} passed, ${failed} failed`,
    '',
  ];
  return { text: lines.join('\n'), passed, failed };
}
