import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { compareVersions, packagesBelowFloor } from "@/lib/server/security/version-floors";

const lock: unknown = JSON.parse(readFileSync("package-lock.json", "utf8"));

test("nothing that the product runs with is older than its security floor", () => {
  expect(packagesBelowFloor(lock)).toEqual([]);
});

test("each package below its floor is named, also one deeper in the tree", () => {
  const packages = {
    "": { version: "0.1.0" },
    "node_modules/next": { version: "16.4.2" },
    "node_modules/sharp": { version: "0.35.5" },
    "node_modules/next-auth": { version: "5.0.0-beta.9" },
    "node_modules/other/node_modules/zod": { version: "3.25.0" },
    "node_modules/tool/node_modules/undici": { version: "7.0.0", dev: true },
  };
  expect(packagesBelowFloor({ packages })).toEqual([
    "next 16.4.2 (at least 16.4.3)",
    "next-auth 5.0.0-beta.9 (at least 5.0.0-beta.32)",
    "zod 3.25.0 (at least 4.6.6)",
  ]);
});

test.each([
  ["16.4.2", "16.4.3"],
  ["16.4.9", "16.4.10"],
  ["9.9.9", "10.0.0"],
  ["5.0.0-beta.9", "5.0.0-beta.32"],
  ["5.0.0-beta.32", "5.0.0"],
])("%s is older than %s", (older, newer) => {
  expect(compareVersions(older, newer)).toBeLessThan(0);
  expect(compareVersions(newer, older)).toBeGreaterThan(0);
  expect(compareVersions(newer, newer)).toBe(0);
});
