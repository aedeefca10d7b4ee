import fc from "fast-check";
import { expect, test } from "vitest";
import { referenceDiff } from "@/components/compare/reference-diff";
import { countWords, wordDiff } from "@/components/compare/word-diff";
import { followView } from "@/components/viewer/zoom";
import type { GenerationReferenceView } from "@/lib/generation/schema";

const sideOf = (before: string, after: string, dropped: "removed" | "added") =>
  wordDiff(before, after)
    .filter(({ kind }) => kind !== dropped)
    .map(({ text }) => text)
    .join("");

test("a prompt is compared word by word", () => {
  expect(wordDiff("Amber bottle on wet basalt", "Same bottle on dry basalt")).toEqual([
    { kind: "removed", text: "Amber" },
    { kind: "added", text: "Same" },
    { kind: "same", text: " bottle on " },
    { kind: "removed", text: "wet" },
    { kind: "added", text: "dry" },
    { kind: "same", text: " basalt" },
  ]);
});

test("words that were replaced in a row are one change, not one for each", () => {
  const parts = wordDiff("low warm light", "blue hour rain");
  expect(parts).toEqual([
    { kind: "removed", text: "low warm light" },
    { kind: "added", text: "blue hour rain" },
  ]);
  expect(countWords(parts, "removed")).toBe(3);
});

test("Cyrillic words are words", () => {
  expect(wordDiff("янтарный флакон", "синий флакон")).toEqual([
    { kind: "removed", text: "янтарный" },
    { kind: "added", text: "синий" },
    { kind: "same", text: " флакон" },
  ]);
});

test("both prompts can be read from their difference, whatever they are", () => {
  const word = fc.constantFrom("a", "b", "@stone", " ", "\n", ",", "ё", "  ");
  const text = fc.array(word, { maxLength: 30 }).map((words) => words.join(""));
  fc.assert(
    fc.property(text, text, (before, after) => {
      expect(sideOf(before, after, "added")).toBe(before);
      expect(sideOf(before, after, "removed")).toBe(after);
    }),
  );
  const long = Array.from({ length: 3_000 }, (_, index) => `w${index}`).join(" ");
  expect(sideOf(long, `x ${long.replaceAll("w", "v")}`, "added")).toBe(long);
});

const reference = (slot: number, id: string, given: Partial<GenerationReferenceView> = {}) =>
  ({
    slot,
    referenceImageId: id,
    name: id,
    role: null,
    isEnabled: true,
    ...given,
  }) as GenerationReferenceView;

const changesOf = (before: GenerationReferenceView[], after: GenerationReferenceView[]) =>
  referenceDiff(before, after).map(({ change, before: old, after: now }) => [
    change,
    (old ?? now)?.name,
  ]);

test("what only follows one that was taken out or put in has not moved", () => {
  const before = ["cup", "stone", "cloth"].map((id, index) => reference(index + 1, id));
  const without = ["stone", "cloth"].map((id, index) => reference(index + 1, id));
  expect(changesOf(before, without)).toEqual([["removed", "cup"]]);
  expect(changesOf(without, before)).toEqual([["added", "cup"]]);
  const turned = ["cloth", "cup", "stone"].map((id, index) => reference(index + 1, id));
  expect(changesOf(before, turned)).toEqual([["moved", "cloth"]]);
});

test("references are told as removed, added, moved, with another job, or switched", () => {
  const before = [
    reference(1, "cup"),
    reference(2, "stone"),
    reference(3, "cloth"),
    reference(4, "sun"),
  ];
  const after = [
    reference(1, "cloth", { role: "palette" }),
    reference(2, "sun", { isEnabled: false }),
    reference(3, "moon"),
    reference(4, "stone"),
  ];
  expect(changesOf(before, after)).toEqual([
    ["removed", "cup"],
    ["moved", "stone"],
    ["role", "cloth"],
    ["switched", "sun"],
    ["added", "moon"],
  ]);
  expect(referenceDiff(before, before)).toEqual([]);
});

test("a picture of other pixels shows the same place at the same size", () => {
  const leader = { width: 4096, height: 4096 };
  const view = { scale: 0.5, x: 120, y: -40 };
  expect(followView(view, leader, { width: 1024, height: 1024 })).toEqual({ ...view, scale: 2 });
});

test("a picture of another shape stays inside the outline of the one that leads", () => {
  const { scale, x } = followView(
    { scale: 1, x: 100, y: 0 },
    { width: 1000, height: 1000 },
    { width: 1000, height: 2000 },
  );
  expect({ scale, x }).toEqual({ scale: 0.5, x: 50 });
});
