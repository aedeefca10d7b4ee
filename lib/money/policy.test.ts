import { expect, test } from "vitest";
import { attribute, type Charged } from "@/lib/money/policy";

const good = (variantId: string, estimatedMicroUsd = 60_000): Charged => ({
  variantId,
  hasSucceeded: true,
  estimatedMicroUsd,
});
const bad = (variantId: string): Charged => ({ ...good(variantId), hasSucceeded: false });
const measured = (variantId: string, microUsd: number) => ({
  variantId,
  microUsd,
  basis: "measured",
});

test("a difference that is the sum of the estimates confirms each of them", () => {
  expect(attribute([good("a"), good("b", 40_000)], 100_000)).toEqual([
    measured("a", 60_000),
    measured("b", 40_000),
  ]);
});

test("a difference that is the sum of the good ones shows that failures were free", () => {
  expect(attribute([good("a"), bad("b")], 60_000)).toEqual([
    measured("a", 60_000),
    { variantId: "b", microUsd: 0, basis: null },
  ]);
});

test("a failure that was charged is measured as such", () => {
  expect(attribute([bad("a")], 60_000)).toEqual([measured("a", 60_000)]);
});

test("like variants share a difference that no estimate foresaw, to the last micro-dollar", () => {
  expect(attribute([good("a"), good("b"), good("c")], 100_000)).toEqual([
    measured("a", 33_334),
    measured("b", 33_333),
    measured("c", 33_333),
  ]);
});

test("a difference that could be split in several ways says nothing", () => {
  expect(attribute([good("a"), good("b", 40_000)], 90_000)).toEqual([]);
  expect(attribute([good("a"), bad("b")], 90_000)).toEqual([]);
});

test("no difference says that failures were free, and nothing of pictures that came", () => {
  const free = (variantId: string) => ({ variantId, microUsd: 0, basis: null });
  expect(attribute([bad("a"), bad("b")], 0)).toEqual([free("a"), free("b")]);
  expect(attribute([good("a"), bad("b")], 0)).toEqual([]);
});
