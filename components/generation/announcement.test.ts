import { expect, test } from "vitest";
import {
  completedOf,
  endedBetween,
  finishedTally,
  outcomesOf,
} from "@/components/generation/announcement";
import { doneVariant, generationView, variantView } from "@/components/generation/test-views";

const failed = { status: "failed", failure: { code: "policy_refused", detail: null } } as const;

test("what ends while the page is open is told, with each failure by name", () => {
  const before = [
    generationView(1, { variants: [variantView(1), variantView(2), variantView(3)] }),
  ];
  const after = [
    generationView(1, { variants: [doneVariant(1), variantView(2, failed), variantView(3)] }),
  ];
  const ended = endedBetween(outcomesOf(before), outcomesOf(after));
  expect(ended).toEqual({
    finishedIds: [doneVariant(1).id],
    failures: [{ id: variantView(2).id, code: "policy_refused" }],
  });
  expect(finishedTally(after, ended.finishedIds)).toEqual({ doneCount: 1, cellCount: 3 });
});

test("older pages that are loaded say nothing", () => {
  const after = [generationView(1, { variants: [doneVariant(1), variantView(2, failed)] })];
  expect(endedBetween(outcomesOf([]), outcomesOf(after))).toEqual({
    finishedIds: [],
    failures: [],
  });
});

const ME = generationView(1).author;
const SOMEBODY = { id: "01JD0000000000000000009999", name: "Marta" };
const ended = (id: string) => ({ finishedIds: [id], failures: [] });

test("a run is complete, once, with the last of its pictures, whether or not all worked out", () => {
  const cells = [doneVariant(1), variantView(2, failed), variantView(3)];
  const running = generationView(1, { variants: cells });
  expect(completedOf([running], ended(doneVariant(1).id), ME.id)).toEqual([]);
  const complete = generationView(1, { variants: [...cells.slice(0, 2), doneVariant(3)] });
  expect(completedOf([complete], ended(doneVariant(3).id), ME.id)).toEqual([complete]);
  expect(completedOf([complete, generationView(2)], ended("another"), ME.id)).toEqual([]);
});

test("nobody is called back for what a colleague pressed for, nor kept by what was let go of", () => {
  const theirs = generationView(1, { author: SOMEBODY, variants: [doneVariant(1)] });
  expect(completedOf([theirs], ended(doneVariant(1).id), ME.id)).toEqual([]);
  const letGo = variantView(2, { status: "running", isLetGo: true });
  const mine = generationView(2, { variants: [doneVariant(1), letGo] });
  expect(completedOf([mine], ended(doneVariant(1).id), ME.id)).toEqual([mine]);
});
