import { expect, test } from "vitest";
import { endedBetween, finishedTally, outcomesOf } from "@/components/generation/announcement";
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
  expect(ended).toEqual({ finishedIds: [doneVariant(1).id], failures: ["policy_refused"] });
  expect(finishedTally(after, ended.finishedIds)).toEqual({ doneCount: 1, cellCount: 3 });
});

test("older pages that are loaded say nothing", () => {
  const after = [generationView(1, { variants: [doneVariant(1), variantView(2, failed)] })];
  expect(endedBetween(outcomesOf([]), outcomesOf(after))).toEqual({
    finishedIds: [],
    failures: [],
  });
});
