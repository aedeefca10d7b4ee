import { expect, test } from "vitest";
import { readSimpleYaml } from "./simple-yaml.mjs";

test("mappings, lists and words are read", () => {
  const text = `# a file
a:
  b: one two # and a remark
  c: "x: # y"
  empty:
list:
  - plain
  - name: first
    deep:
      n: 3
  - name: second
brackets: ["a", "b"]
yes: true
`;
  expect(readSimpleYaml(text)).toEqual({
    a: { b: "one two", c: "x: # y", empty: null },
    list: ["plain", { name: "first", deep: { n: 3 } }, { name: "second" }],
    brackets: ["a", "b"],
    yes: true,
  });
});

test.each([
  ["a block of text", "a: |\n  b"],
  ["an anchor", "a: &b c"],
  ["a name twice", "a: 1\na: 2"],
  ["a colon in a plain word", "a: b: c"],
  ["a line that is no entry", "a"],
  ["an indent that nothing opens", "a: 1\n   b: 2"],
])("%s is refused", (_what, text) => {
  expect(() => readSimpleYaml(text)).toThrow(/^Line \d/);
});
