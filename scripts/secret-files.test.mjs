import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readSecretFiles } from "./secret-files.mjs";

let folder;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "maquette-secrets-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(name, text) {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  return file;
}

test("a secret is read from its file, without the end of its line", () => {
  const env = { TOAPIS_API_KEY_FILE: write("key", "sk-one\n"), PORT_FILE: write("port", "1") };
  expect(readSecretFiles(env)).toEqual({ TOAPIS_API_KEY: "sk-one" });
});

test("every mistake is named with the setting, and no secret with it", () => {
  const env = {
    AUTH_SECRET: "said twice",
    AUTH_SECRET_FILE: write("auth", "in a file"),
    DATABASE_URL_FILE: path.join(folder, "missing"),
    TOAPIS_API_KEY_FILE: write("empty", " \n"),
  };
  expect(() => readSecretFiles(env)).toThrow(
    [
      "Set AUTH_SECRET or AUTH_SECRET_FILE, not both.",
      `DATABASE_URL_FILE names ${folder}/missing, which cannot be read.`,
      `TOAPIS_API_KEY_FILE names ${folder}/empty, which is empty.`,
    ].join("\n"),
  );
});
