import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { ROWS } from "@/lib/server/security/test-rows";

const FILES = "{lib,components,crash,prisma,scripts}/**/*.test.{ts,tsx,mjs}";

/** A name that begins with ids and a colon: `"S01, S03: a write"`. */
const NAMED = /["'`]((?:[A-Z]\d{1,2}, )*[A-Z]\d{1,2})(?:, bug \d+)?:/g;

const idsIn = (file: string) =>
  [...readFileSync(file, "utf8").matchAll(NAMED)].flatMap(([, ids = ""]) => ids.split(", "));

test("every row is shown by a test that is named by it", () => {
  const files = [...globSync(FILES), ...globSync("e2e/**/*.spec.ts")];
  expect(files.length).toBeGreaterThan(100);
  const named = new Set(files.flatMap(idsIn));
  expect(Object.keys(ROWS).filter((id) => !named.has(id))).toEqual([]);
});
