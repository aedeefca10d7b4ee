import fc from "fast-check";
import { expect, test } from "vitest";
import { compilePrompt } from "@/lib/generation/policy/prompt";
import type { Verb } from "@/lib/generation/schema/inputs";
import { canRebase, isTickedAtFirst } from "@/lib/lineage/policy";
import { rebaseRequest } from "@/lib/lineage/policy/rebase-request";
import type { LineageReference } from "@/lib/lineage/schema";

const ROOT = { imageId: "root-image", code: "AK-1122-06/2", referenceImageId: "root-input" };
const settings = {
  model: "gemini-3-pro-image-preview",
  aspectRatio: "4:5",
  resolution: "2K",
  options: {},
} as const;

const reference = (slot: number, given: Partial<LineageReference> = {}): LineageReference => ({
  slot,
  referenceImageId: `input-${slot}`,
  name: `stone-${slot}`,
  role: null,
  isEnabled: true,
  ...given,
});
const change = (
  text: string,
  references: LineageReference[] = [],
  given: { parentSlot?: number; verb?: Verb } = {},
) => ({ text, references, parentSlot: 1, verb: "continue" as Verb, ...given });

test("a rebase sends the changes as a list from the root's picture, which comes first", () => {
  const changes = [change("make it colder"), change("remove the cup")];
  const request = rebaseRequest({ root: ROOT, changes, settings });
  expect(request).toMatchObject({
    verb: "rebase",
    prompt: "1. make it colder\n2. remove the cup",
    parent: { imageId: "root-image", slot: 1 },
    variantCount: 1,
    references: [{ referenceImageId: "root-input", name: "AK-1122-06-2" }],
    ...settings,
  });
});

test("where a step named the picture before it, the list names the root", () => {
  const before = reference(1, { name: "AK-1122-07-1" });
  const changes = [change("@AK-1122-07-1 in blue", [before, reference(2)])];
  const request = rebaseRequest({ root: ROOT, changes, settings });
  expect(request.prompt).toBe("1. @AK-1122-06-2 in blue");
  expect(request.references.map(({ name }) => name)).toEqual(["AK-1122-06-2", "stone-2"]);
});

test("two steps that gave different pictures the same name are told apart", () => {
  const changes = [
    change("like @light", [reference(2, { name: "light", referenceImageId: "lamp" })]),
    change("now @light", [reference(2, { name: "light", referenceImageId: "sun" })]),
    change("back to @Light", [reference(3, { name: "light", referenceImageId: "lamp" })]),
  ];
  const { prompt, references } = rebaseRequest({ root: ROOT, changes, settings });
  expect(prompt).toBe("1. like @light\n2. now @light-2\n3. back to @light");
  expect(references.map(({ referenceImageId }) => referenceImageId)).toEqual([
    "root-input",
    "lamp",
    "sun",
  ]);
});

test("a copy with marks stays behind; where the text named it, it names the root", () => {
  const marked = reference(2, { name: "marks" });
  const step = change(
    "oak where @marks show, like @stone-3",
    [reference(1), marked, reference(3)],
    {
      verb: "region",
    },
  );
  const { prompt, references } = rebaseRequest({ root: ROOT, changes: [step], settings });
  expect(references.map(({ referenceImageId }) => referenceImageId)).toEqual([
    "root-input",
    "input-3",
  ]);
  expect(prompt).toBe("1. oak where @AK-1122-06-2 show, like @stone-3");
});

test("what was switched off stays behind, and of too many those that the text names go along", () => {
  const many = Array.from({ length: 20 }, (_, index) => reference(index + 2));
  const off = reference(40, { isEnabled: false });
  const { references } = rebaseRequest({
    root: ROOT,
    changes: [change("put @stone-21 beside @stone-20", [...many, off])],
    settings,
  });
  const names = references.map(({ name }) => name);
  expect(names).toHaveLength(14);
  expect(names).toEqual(expect.arrayContaining(["AK-1122-06-2", "stone-20", "stone-21"]));
  expect(names).not.toContain("stone-40");
});

test("whatever is written in the list, it is one text and nothing of it is missing", () => {
  const words = fc.constantFrom("{", "}", "|", "[[", "]]", "a", "@stone-2 ", "\\", "x|y");
  const text = fc.array(words, { maxLength: 20 }).map((parts) => `go ${parts.join("")}`);
  fc.assert(
    fc.property(fc.array(text, { minLength: 1, maxLength: 6 }), (texts) => {
      const changes = texts.map((each) => change(each, [reference(2)]));
      const { prompt, references, verb } = rebaseRequest({ root: ROOT, changes, settings });
      const compiled = compilePrompt({ prompt, variables: {}, references, verb });
      expect(compiled.expansionCount).toBe(1);
      expect(compiled.variableNames).toEqual([]);
      expect(compiled.missing).toEqual([]);
    }),
  );
});

test.each([
  [0, false],
  [1, false],
  [2, true],
  [7, true],
])("a picture that is %i edits deep can be rebased: %s", (depth, expected) => {
  expect(canRebase(depth)).toBe(expected);
});

test("a re-render asks for no change: it is not ticked at first", () => {
  expect(isTickedAtFirst({ verb: "finish" })).toBe(false);
  expect(isTickedAtFirst({ verb: "continue" })).toBe(true);
});
