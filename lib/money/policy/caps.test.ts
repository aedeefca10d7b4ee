import { describe, expect, test } from "vitest";
import {
  canSeeCap,
  canSeeCaps,
  canSetCaps,
  capStateOf,
  leftOf,
  runsOutOn,
} from "@/lib/money/policy/caps";
import type { BudgetScope } from "@/lib/money/schema";
import type { Role } from "@/lib/shared/actor";

const used = (capMicroUsd: number | null, spentMicroUsd: number, reservedMicroUsd = 0) => ({
  capMicroUsd,
  spentMicroUsd,
  reservedMicroUsd,
});

test.each([
  [null, 5, 0, null],
  [10, 4, 3, 3],
  [10, 10, 0, 0],
  [10, 12, 0, 0],
] as const)("Of a cap of %s with %i spent and %i held, %s is left", (cap, spent, held, left) => {
  expect(leftOf(used(cap, spent, held))).toBe(left);
});

test.each([
  [null, 99, 0, null],
  [100, 79, 0, "fine"],
  [100, 80, 0, "near"],
  [100, 40, 40, "near"],
  [100, 100, 0, "used_up"],
  [0, 0, 0, "used_up"],
] as const)("A cap of %s with %i spent and %i held is %s", (cap, spent, held, state) => {
  expect(capStateOf({ ...used(cap, spent, held), warnPercent: 80 })).toBe(state);
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
      ["team", "t", 5, true],
      ["project", "p", 5, true],
      ["person", "me", 5, true],
      ["person", "colleague", 5, may.set],
      ["team", "t", null, may.set],
      ["person", "me", null, may.set],
    ] as [BudgetScope, string, number | null, boolean][])(
      "the cap of the %s %s of %s is seen: %s",
      (scope, scopeId, capMicroUsd, isSeen) => {
        expect(canSeeCap({ role, userId: "me" }, { scope, scopeId, capMicroUsd })).toBe(isSeen);
      },
    );
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
