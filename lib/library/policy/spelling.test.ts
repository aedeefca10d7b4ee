import { expect, test } from "vitest";
import { distance, nearestWord } from "@/lib/library/policy/spelling";

const KNOWN = ["bottle", "lantern", "stone", "window", "камень", "флакон", "чашка"];

test.each([
  ["botle", "bottle"],
  ["bottel", "bottle"],
  ["Lantren", "lantern"],
  ["windwo", "window"],
  ["флокон", "флакон"],
  ["чшака", "чашка"],
  ["stnoe", "stone"],
])("%s means %s", (typed, meant) => {
  expect(nearestWord(typed, KNOWN)).toBe(meant);
});

test.each(["sto", "kettle", "зонт", ""])("%s means nothing that is known", (typed) => {
  expect(nearestWord(typed, KNOWN)).toBeNull();
});

test("the distance is the same from both sides", () => {
  for (const a of KNOWN) for (const b of KNOWN) expect(distance(a, b)).toBe(distance(b, a));
});
