import { stripVTControlCharacters } from "node:util";

/** Counts and one line per failure, out of vitest's JSON report. A file that does not load counts as one failure. */
export function vitestResult({ testResults }) {
  const assertions = testResults.flatMap((file) => file.assertionResults);
  const failures = assertions
    .filter(({ status }) => status === "failed")
    .map(({ fullName, failureMessages }) => `${fullName}: ${firstLine(failureMessages[0])}`);
  const broken = testResults
    .filter(({ status, assertionResults }) => {
      return status === "failed" && assertionResults.every((it) => it.status !== "failed");
    })
    .map(({ name, message }) => `${name}: ${firstLine(message)}`);
  const passed = assertions.filter(({ status }) => status === "passed").length;
  return result(passed, [...failures, ...broken]);
}

/**
 * Playwright's description of a page at the moment of a failure, as far as it helps to read a log without the traces.
 * @param {object} report Playwright's
 * @returns {{ title: string, file: string }[]} where each is
 */
export function failedPages({ suites }) {
  return suites.flatMap(specsOf).flatMap(({ title, tests }) =>
    tests
      .flatMap(({ results }) => results.at(-1)?.attachments ?? [])
      .filter(({ name }) => name === "error-context")
      .map(({ path: file }) => ({ title, file })),
  );
}

/** The same out of Playwright's. Retries are off, so a test is either expected or not. */
export function playwrightResult({ suites, errors }) {
  const tests = suites.flatMap(specsOf).flatMap((spec) => {
    return spec.tests.map((it) => ({ title: spec.title, status: it.status, results: it.results }));
  });
  const failures = tests
    .filter(({ status }) => status === "unexpected" || status === "flaky")
    .map(({ title, results }) => `${title}: ${firstLine(results.at(-1)?.error?.message)}`);
  const passed = tests.filter(({ status }) => status === "expected").length;
  return result(passed, [...failures, ...errors.map(({ message }) => firstLine(message))]);
}

function specsOf(suite) {
  return [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specsOf)];
}

function result(passed, failures) {
  // A run in which nothing ran is no success.
  const all = passed + failures.length === 0 ? ["no tests were found"] : failures;
  return { passed, failed: all.length, failures: all };
}

function firstLine(message) {
  return stripVTControlCharacters(message ?? "no message").split("\n")[0];
}
