import { describe, expect, test } from "vitest";
import {
  canSeeCap,
  canSeeCaps,
  canSetCaps,
  capStateOf,
  leftOf,
  runsOutOn,
} from "@/lib/money/policy/caps";
import type { Role } from "@/lib/shared/actor";

const used = (capMicroUsd: number | null, spentMicroUsd: number, reservedMicroUsd = 0) => ({
  capMicroUsd,
  spentMicroUsd,
  reservedMicroUsd,
});

test.each([
  [used(null, 5), null],
  [used(10, 4, 3), 3],
  [used(10, 10), 0],
  [used(10, 12), 0],
])("Of %j is left: %s", (figures, left) => {
  expect(leftOf(figures)).toBe(left);
});

test.each([
  [used(null, 99), null],
  [used(100, 79), "fine"],
  [used(100, 80), "near"],
  [used(100, 40, 40), "near"],
  [used(100, 100), "used_up"],
  [used(0, 0), "used_up"],
])("A cap as in %j is %s", (figures, state) => {
  expect(capStateOf({ ...figures, warnPercent: 80 })).toBe(state);
});

const MAY: Record<Role, { set: boolean; see: boolean }> = {
  owner: { set: true, see: true },
  admin: { set: true, see: true },
  designer: { set: false, see: true },
  reviewer: { set: false, see: false },
};

describe.each(Object.entries(MAY) as [Role, { set: boolean; see: boolean }][])(
  "For the %s",
  (role, may) => {
    test("the table says who may", () => {
      expect({ set: canSetCaps(role), see: canSeeCaps(role) }).toEqual(may);
    });

    test.each([
      [{ scope: "team", scopeId: "t", capMicroUsd: 5 }, true],
      [{ scope: "project", scopeId: "p", capMicroUsd: 5 }, true],
      [{ scope: "person", scopeId: "me", capMicroUsd: 5 }, true],
      [{ scope: "person", scopeId: "colleague", capMicroUsd: 5 }, may.set],
      [{ scope: "team", scopeId: "t", capMicroUsd: null }, may.set],
      [{ scope: "person", scopeId: "me", capMicroUsd: null }, may.set],
    ] as const)("%j is seen: %s", (cap, isSeen) => {
      expect(canSeeCap({ role, userId: "me" }, cap)).toBe(isSeen);
    });
  },
);

describe("At its pace a cap", () => {
  const at = (day: string) => new Date(`2026-11-${day}T00:00:00Z`);

  test.each([
    // Ten days took half of it: another ten take the other.
    [used(100, 50), at("11"), "2026-11-21"],
    [used(100, 30, 20), at("11"), "2026-11-21"],
    [used(1_000, 50), at("11"), null],
    [used(null, 50), at("11"), null],
    [used(100, 0), at("11"), null],
    [used(100, 100), at("11"), null],
    // Nobody knows anything on the second day.
    [used(100, 90), at("02"), null],
  ])("%j ends on %s: %s", (figures, now, day) => {
    expect(runsOutOn(figures, now)).toBe(day);
  });
});
