import { expect, test } from "vitest";
import { groupByDay, pictureCountOf, spentOf } from "@/components/generation/days";
import { doneVariant, generationView, variantView } from "@/components/generation/test-views";

// 22:30 UTC is still the 22nd in Lisbon, and already the 23rd in Vladivostok.
const generations = [
  generationView(3, { createdAt: "2026-11-22T22:30:00Z" }),
  generationView(2, { createdAt: "2026-11-22T09:00:00Z" }),
  generationView(1, { createdAt: "2026-11-21T23:30:00Z" }),
];
const datesIn = (timeZone: string) =>
  groupByDay(generations, timeZone).map((day) => [day.date, day.generations.length]);

test("runs are grouped by the day where the person sits", () => {
  expect(datesIn("Europe/Lisbon")).toEqual([
    ["2026-11-22", 2],
    ["2026-11-21", 1],
  ]);
  expect(datesIn("Asia/Vladivostok")).toEqual([
    ["2026-11-23", 1],
    ["2026-11-22", 2],
  ]);
});

test("a day counts the pictures that are there, a retried cell once", () => {
  const variants = [
    doneVariant(1),
    variantView(2, { status: "failed" }),
    doneVariant(3, { cell: 2 }),
    variantView(4),
  ];
  expect(pictureCountOf({ date: "", generations: [generationView(1, { variants })] })).toBe(2);
});

test("a day has cost what its variants were charged, the failed ones too, and nothing that is only reserved", () => {
  const charge = (microUsd: number) => ({ microUsd, basis: "measured" as const });
  const variants = [
    doneVariant(1, { charge: charge(60_000) }),
    variantView(2, { status: "failed", charge: charge(30_000) }),
    variantView(3, { charge: null }),
  ];
  const generations = [generationView(1, { variants }), generationView(2, { variants })];
  expect(spentOf({ date: "", generations })).toBe(180_000);
});
