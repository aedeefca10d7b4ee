import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { curlOf, jsonOf } from "@/components/request-preview/curl";

/** A curl that only says what it was called with, each word ended by a NUL. */
const folder = mkdtempSync(path.join(tmpdir(), "maquette-curl-"));
writeFileSync(path.join(folder, "curl"), `#!/bin/sh\nprintf '%s\\0' "$@"\n`);
chmodSync(path.join(folder, "curl"), 0o755);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(command: string, settings: Record<string, string> = {}): string[] {
  const env = {
    NODE_ENV: "test" as const,
    PATH: `${folder}:/usr/bin:/bin`,
    TOAPIS_API_KEY: "sk-key of the shell",
    ...settings,
  };
  const { stdout, stderr, status } = spawnSync("sh", ["-c", command], { env, encoding: "utf8" });
  expect({ stderr, status }).toEqual({ stderr: "", status: 0 });
  return stdout.split("\0").slice(0, -1);
}

const callOf = (prompt: string) => ({
  prompt,
  method: "POST" as const,
  path: "/v1/images/generations",
  body: { prompt, n: 1, metadata: { temperature: 0.4 } },
});

test("the copied command calls the gateway with the shell's own key", () => {
  const call = callOf("A cup");
  expect(run(curlOf(call))).toEqual([
    ...["-X", "POST", "https://toapis.com/v1/images/generations"],
    ...["-H", "Authorization: Bearer sk-key of the shell"],
    ...["-H", "Content-Type: application/json"],
    ...["--data-raw", jsonOf(call)],
  ]);
  const elsewhere = run(curlOf(call), { TOAPIS_BASE_URL: "http://127.0.0.1:8787" });
  expect(elsewhere[2]).toBe("http://127.0.0.1:8787/v1/images/generations");
});

const SHARP = [
  "'",
  '"',
  "\\",
  "$HOME",
  "$(id)",
  "`id`",
  "!!",
  "\n",
  "\t",
  "%s",
  "#",
  "; ls",
  "@",
  "é🙂",
];

test("whatever is in the text, a shell passes it on letter by letter and runs none of it", () => {
  const prompt = fc
    .array(fc.oneof(fc.constantFrom(...SHARP), fc.string({ unit: "binary" })), {
      minLength: 1,
      maxLength: 12,
    })
    .map((parts) => parts.join("").replaceAll("\0", "").toWellFormed());
  // One shell for many: to start one is what takes time.
  const prompts = fc.array(prompt, { minLength: 20, maxLength: 20 });
  fc.assert(
    fc.property(prompts, (texts) => {
      const calls = texts.map(callOf);
      const words = run(calls.map(curlOf).join("\n"));
      const bodies = words.filter((_, index) => words[index - 1] === "--data-raw");
      expect(bodies.map((body) => JSON.parse(body))).toEqual(calls.map(({ body }) => body));
    }),
    { numRuns: 3 },
  );
});
