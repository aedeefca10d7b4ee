import { expect, test } from "vitest";
import { currentProject, suggestCode } from "@/lib/project/policy";
import { PROJECT_CODE } from "@/lib/project/schema";

test.each([
  ["Autumn KV", [], "AK"],
  ["Autumn KV", ["AK"], "AKA"],
  ["Posters", ["POST"], "POSA"],
  ["Осень 2026", [], "OSEN"],
  ["2026", [], "XX"],
])("the code suggested for %j beside %j is %s", (name, taken, code) => {
  expect(suggestCode(name, taken)).toBe(code);
  expect(code).toMatch(PROJECT_CODE);
});

test("a name whose letters are all taken still gets a free code", () => {
  const taken: string[] = [];
  for (let made = 0; made < 100; made++) taken.push(suggestCode("Autumn KV", taken));
  expect(new Set(taken).size).toBe(100);
  expect(taken.every((code) => PROJECT_CODE.test(code))).toBe(true);
});

const PROJECTS = [
  { id: "1", code: "AK" },
  { id: "2", code: "WB" },
];

test.each([
  [{ asked: "WB", lastId: "1" }, "WB"],
  [{ asked: "ZZ", lastId: "2" }, "WB"],
  [{ asked: null, lastId: "gone" }, "AK"],
])("with %j a person works in %s", (wish, code) => {
  expect(currentProject(PROJECTS, wish)?.code).toBe(code);
});
