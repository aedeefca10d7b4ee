import { expect, test } from "vitest";
import { type Precedent, partGroups, rankPrecedents } from "@/lib/library/policy/made-before";

test.each([
  ["", []],
  ["bottle", []],
  ["a an of", []],
  ["Amber bottle", [["ambe", "bott"]]],
  ["bottle Bottle", []],
  ["Тёмная бутылка утром", [["темн", "бутыл", "утро"]]],
  [
    "amber bottle on wet stone",
    [
      ["ambe", "bott"],
      ["wet", "ston"],
    ],
  ],
  [
    "amber bottle on wet stone at dusk",
    [
      ["ambe", "bott"],
      ["wet", "ston", "dus"],
    ],
  ],
])("of %j a text has to hold any of %j", (prompt, groups) => {
  expect(partGroups(prompt)).toEqual(groups);
});

test("of a long text the longest words count", () => {
  const groups = partGroups(`${"and the red one ".repeat(50)} magnificent constellation
    photographed underneath thunderstorms brilliantly reflecting waterfalls`);
  expect(groups).toHaveLength(4);
  expect(groups.flat()).not.toContain("red");
});

let count = 0;
const precedent = (text: string, change: Partial<Precedent> = {}): Precedent => {
  count += 1;
  const promptHash = Buffer.from(text).toString("hex");
  return {
    promptHash,
    generationId: String(count),
    text,
    sharedCount: 0,
    referenceCount: 0,
    ...change,
  };
};
const ranked = (prompt: string, precedents: Precedent[], referenceImageIds: string[] = []) =>
  rankPrecedents({ prompt, referenceImageIds }, precedents).map(({ text }) => text);

test("a text is like one that begins so, that says it otherwise, in any case of its words", () => {
  const typed = "amber bottle on wet stone";
  expect(
    ranked(typed, [
      precedent("A cup on a table"),
      precedent("Amber bottles on dry stones"),
      precedent("AMBER BOTTLE on wet stone, soft light from the left, fog, 85 mm"),
      precedent(typed),
    ]),
  ).toEqual([
    typed,
    "Amber bottles on dry stones",
    "AMBER BOTTLE on wet stone, soft light from the left, fog, 85 mm",
  ]);
  expect(ranked("янтарные бутылки", [precedent("янтарная бутылка"), precedent("вода")])).toEqual([
    "янтарная бутылка",
  ]);
});

test("half of the references are enough, whatever the text says", () => {
  const ids = ["a", "b", "c"];
  expect(
    ranked(
      "",
      [
        precedent("one of six", { sharedCount: 1, referenceCount: 4 }),
        precedent("two of four", { sharedCount: 2, referenceCount: 3 }),
        precedent("all", { sharedCount: 3, referenceCount: 3 }),
      ],
      ids,
    ),
  ).toEqual(["all", "two of four"]);
});

test("a text comes once, by its likeliest use", () => {
  const text = "amber bottle";
  const both = [
    precedent(text, { generationId: "old", sharedCount: 1, referenceCount: 1 }),
    precedent(text, { generationId: "new" }),
  ];
  const request = { prompt: text, referenceImageIds: ["a"] };
  expect(rankPrecedents(request, both)).toEqual([both[0]]);
  expect(rankPrecedents(request, both.toReversed())).toEqual([both[0]]);
});
