import { expect, test } from "vitest";
import { failedPages, playwrightResult, vitestResult } from "./test-results.mjs";

test("a test file that does not load is a failure", () => {
  const testResults = [
    { name: "a", status: "failed", message: "Cannot find b\nat", assertionResults: [] },
    { name: "c", status: "passed", assertionResults: [{ status: "passed" }] },
  ];
  expect(vitestResult({ testResults })).toEqual({
    passed: 1,
    failed: 1,
    failures: ["a: Cannot find b"],
  });
});

test("journeys are counted in nested groups, and one that failed keeps its reason", () => {
  const spec = (title, status, error) => ({ title, tests: [{ status, results: [{ error }] }] });
  const suites = [
    {
      specs: [spec("signs in", "expected")],
      suites: [{ specs: [spec("signs out", "unexpected", { message: "no button\nat" })] }],
    },
  ];
  expect(playwrightResult({ suites, errors: [] })).toEqual({
    passed: 1,
    failed: 1,
    failures: ["signs out: no button"],
  });
});

test("a run without any test is a failure", () => {
  expect(vitestResult({ testResults: [] })).toMatchObject({ passed: 0, failed: 1 });
  expect(playwrightResult({ suites: [], errors: [] })).toMatchObject({ passed: 0, failed: 1 });
});

test("of a journey that failed its page is found, in groups too", () => {
  const attachments = [
    { name: "error-context", path: "context.md" },
    { name: "trace", path: "trace.zip" },
  ];
  const spec = (title, results) => ({ title, tests: [{ status: "", results }] });
  const suites = [
    {
      specs: [spec("signs in", [{}])],
      suites: [{ specs: [spec("signs out", [{ attachments }])] }],
    },
  ];
  expect(failedPages({ suites })).toEqual([{ title: "signs out", file: "context.md" }]);
});
