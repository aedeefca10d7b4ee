import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { root } from "./bootstrap.mjs";
import { findBrowser } from "./browser.mjs";
import { buildWhenStale, generateClient } from "./build.mjs";
import { failedPages, playwrightResult, vitestResult } from "./test-results.mjs";

/** Settings of an operator would change what the tests start. */
const OPERATOR_SETTINGS =
  /^(DATABASE_URL|DATA_DIR|PORT|PUBLIC_URL|ROLE|AUTH_SECRET|STORAGE_URL|AWS_.*|TOAPIS_.*)$/;
/** Of what is printed of a page. */
const PAGE_LENGTH_MAX = 6_000;
const reports = mkdtempSync(path.join(tmpdir(), "maquette-reports-"));
const vitestReport = path.join(reports, "vitest.json");
const playwrightReport = path.join(reports, "playwright.json");

/** In this order. A static step counts as one test; `run` returns a result or throws. */
const STEPS = [
  { name: "lint", run: () => quietly("@biomejs/biome/bin/biome", ["ci", "."]) },
  { name: "database client", isAlwaysNeeded: true, run: () => generateClient() },
  { name: "route types", run: () => quietly("next/dist/bin/next", ["typegen"]) },
  { name: "types", run: () => quietly("typescript/bin/tsc", ["--noEmit"]) },
  { name: "dead code", run: () => quietly("knip/bin/knip.js", ["--no-progress"]) },
  { name: "unit", run: runVitest },
  { name: "build", isNeededBy: "e2e", run: () => buildWhenStale() },
  { name: "e2e", run: runPlaywright },
];

/**
 * Runs the steps that the words name, or all, and prints failures again at the end.
 * @returns {Promise<number>} exit code
 */
export async function runSteps(words) {
  const total = { passed: 0, failed: 0, failures: [] };
  for (const step of STEPS.filter((it) => isWanted(it, words))) {
    const startedAt = Date.now();
    console.log(`\n── ${step.name}`);
    const result = await outcome(step);
    total.passed += result.passed;
    total.failed += result.failed;
    total.failures.push(...result.failures.map((failure) => `${step.name}: ${failure}`));
    const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
    console.log(`── ${step.name}: ${result.failed === 0 ? "passed" : "FAILED"} in ${seconds} s`);
  }
  rmSync(reports, { recursive: true, force: true });
  if (total.failures.length > 0) console.log(`\nFailed:\n${total.failures.join("\n")}`);
  console.log(`\n${total.passed} passed, ${total.failed} failed`);
  return total.failed === 0 && total.passed > 0 ? 0 : 1;
}

function isWanted({ name, isAlwaysNeeded, isNeededBy }, words) {
  if (words.length === 0 || isAlwaysNeeded) return true;
  return [name, isNeededBy].some((it) => it && words.some((word) => it.includes(word)));
}

async function outcome({ run }) {
  try {
    return (await run()) ?? { passed: 1, failed: 0, failures: [] };
  } catch (error) {
    console.error(error.message);
    return { passed: 0, failed: 1, failures: [error.message.split("\n")[0]] };
  }
}

async function runVitest() {
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${vitestReport}`];
  await runTool("vitest/vitest.mjs", ["run", "--maxWorkers=2", ...reporters]);
  return vitestResult(readReport(vitestReport));
}

async function runPlaywright() {
  const env = { ...(await findBrowser()), PLAYWRIGHT_JSON_OUTPUT_NAME: playwrightReport };
  await runTool("@playwright/test/cli.js", ["test", "--reporter=line,json"], { env });
  const report = readReport(playwrightReport);
  for (const { title, file } of failedPages(report)) {
    const [, page = ""] = /```yaml\n(.*?)\n```/s.exec(readFileSync(file, "utf8")) ?? [];
    console.log(`\nThe page when this failed: ${title}\n${page.slice(0, PAGE_LENGTH_MAX)}`);
  }
  return playwrightResult(report);
}

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    throw new Error("it ended without a report");
  }
}

/** A tool that has nothing to say unless it fails. */
async function quietly(script, args) {
  const { code, output } = await runTool(script, args, { isQuiet: true });
  if (code !== 0) throw new Error(`${args.join(" ") || script} failed\n${output}`);
}

function runTool(script, args, { env, isQuiet } = {}) {
  const inherited = Object.entries(process.env).filter(([name]) => !OPERATOR_SETTINGS.test(name));
  const child = spawn(process.execPath, [path.join(root, "node_modules", script), ...args], {
    cwd: root,
    env: { ...Object.fromEntries(inherited), ...env, NEXT_TELEMETRY_DISABLED: "1" },
    stdio: ["ignore", isQuiet ? "pipe" : "inherit", isQuiet ? "pipe" : "inherit"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding("utf8").on("data", (text) => {
      output += text;
    });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, output }));
  });
}
