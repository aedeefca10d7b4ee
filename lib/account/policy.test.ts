import { expect, test } from "vitest";
import { knownTimeZone, projectCode, safeReturnPath } from "@/lib/account/policy";

test.each([
  ["Autumn KV", "AK"],
  ["First steps", "FS"],
  ["Posters", "POST"],
  ["Осенняя кампания", "OK"],
  ["Йогурт", "IOGU"],
  ["夏", "XX"],
  ["A", "AX"],
])("the code of %j is %s", (name, code) => {
  expect(projectCode(name)).toBe(code);
});

test("a time zone that the server does not know becomes UTC", () => {
  expect(knownTimeZone("Europe/Moscow")).toBe("Europe/Moscow");
  expect(knownTimeZone("Mars/Olympus")).toBe("UTC");
});

test.each([
  ["/", "/"],
  ["/?g=01J&v=01K", "/?g=01J&v=01K"],
  ["//evil.example", "/"],
  ["/\\evil.example", "/"],
  ["https:evil.example", "/"],
  ["javascript:alert(1)", "/"],
  ["/%2f%2fevil.example", "/"],
  ["\t//evil.example", "/"],
  [`/${"a".repeat(10_000)}`, "/"],
  [null, "/"],
])("A18: after sign-in %j leads to %j", (path, safe) => {
  expect(safeReturnPath(path)).toBe(safe);
});
