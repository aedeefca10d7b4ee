import { expect, test } from "vitest";
import { withPrepended } from "@/components/generation/feed-cache";
import { mergeReread, mergeStatus, newerVariant } from "@/components/generation/merge-status";
import { generationView, variantView } from "@/components/generation/test-views";

const pageOf = (...variants: ReturnType<typeof variantView>[]) => [
  { generations: [generationView(1, { variants })], nextCursor: null },
];
const variantsIn = (pages: ReturnType<typeof mergeStatus>) =>
  pages.flatMap(({ generations }) => generations).flatMap(({ variants }) => variants);

test("a status read moves a variant on", () => {
  const read = generationView(1, { variants: [variantView(1, { version: 2, status: "running" })] });
  const merged = mergeStatus(pageOf(variantView(1)), { generations: [read] });
  expect(variantsIn(merged)).toEqual([variantView(1, { version: 2, status: "running" })]);
});

test("a status read that was overtaken changes nothing", () => {
  const known = variantView(1, { version: 5, status: "saving" });
  const read = generationView(1, { variants: [variantView(1, { version: 4, status: "running" })] });
  expect(variantsIn(mergeStatus(pageOf(known), { generations: [read] }))).toEqual([known]);
});

test("progress never falls, even when the gateway's figure does", () => {
  const known = variantView(1, { version: 2, progressPercent: 60 });
  expect(newerVariant(known, variantView(1, { version: 3, progressPercent: 40 }))).toMatchObject({
    version: 3,
    progressPercent: 60,
  });
  expect(newerVariant(known, variantView(1, { version: 3 })).progressPercent).toBe(60);
  expect(
    newerVariant(known, variantView(1, { version: 3, progressPercent: 80 })).progressPercent,
  ).toBe(80);
});

test("a retry comes in beside the variant that it replaces", () => {
  const failed = variantView(1, { status: "failed" });
  const retry = variantView(2, { cell: 1 });
  const read = generationView(1, { variants: [failed, retry] });
  expect(variantsIn(mergeStatus(pageOf(failed), { generations: [read] }))).toEqual([failed, retry]);
});

test("a status of a generation that is not shown is left out", () => {
  const pages = pageOf(variantView(1));
  expect(mergeStatus(pages, { generations: [generationView(7)] })).toEqual(pages);
});

test("a slow re-read of the feed does not undo what the poll has told", () => {
  const known = pageOf(variantView(1, { version: 5, status: "saving", progressPercent: 90 }));
  const read = pageOf(variantView(1, { version: 3, status: "running", progressPercent: 30 }));
  expect(variantsIn(mergeReread(known, read))).toEqual(variantsIn(known));
});

test("a generation that was just made is shown first, and once however often it is told", () => {
  const pages = pageOf(variantView(1));
  const made = generationView(2);
  const once = withPrepended(pages, made);
  const twice = withPrepended(once, made);
  expect(once[0]?.generations.map(({ code }) => code)).toEqual(["AK-1122-02", "AK-1122-01"]);
  expect(twice).toEqual(once);
});
