import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { studioEnvironment } from "./studio-environment.mjs";

let dataDir;
beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), "maquette-environment-"));
});
afterEach(() => rmSync(dataDir, { recursive: true }));

function put(file, content) {
  mkdirSync(path.dirname(path.join(dataDir, file)), { recursive: true });
  writeFileSync(path.join(dataDir, file), content);
}

test("a running studio's database and sandbox are found in the data folder", () => {
  put("secrets/postgres-password", "0123abcd");
  put("postgres-18/postmaster.pid", "4711\n/data/postgres-18\n1700000000\n35432\n\n127.0.0.1\n");
  put("sandbox/port", "38787");
  expect(studioEnvironment({ DATA_DIR: dataDir })).toMatchObject({
    DATA_DIR: dataDir,
    DATABASE_URL: "postgresql://maquette:0123abcd@127.0.0.1:35432/maquette",
    MAQUETTE_SANDBOX_URL: "http://127.0.0.1:38787",
  });
});

test("the operator's own settings come first", () => {
  put("sandbox/port", "38787");
  const given = {
    DATA_DIR: dataDir,
    DATABASE_URL: "postgresql://db.example/maquette",
    AUTH_SECRET: "s".repeat(32),
    TOAPIS_API_KEY: "sk-real",
  };
  expect(studioEnvironment(given)).toEqual({
    DATA_DIR: dataDir,
    DATABASE_URL: given.DATABASE_URL,
    AUTH_SECRET: given.AUTH_SECRET,
  });
});

test("a studio that does not run has an address at which nothing answers, and nothing is made for it", () => {
  const { DATABASE_URL, AUTH_SECRET, ...others } = studioEnvironment({ DATA_DIR: dataDir });
  expect(new URL(DATABASE_URL)).toMatchObject({ hostname: "127.0.0.1", port: "1" });
  expect(AUTH_SECRET.length).toBeGreaterThanOrEqual(32);
  expect(others).toEqual({ DATA_DIR: dataDir });
  expect(readdirSync(dataDir)).toEqual([]);
});
