import { expect, test } from "vitest";
import {
  type CellState,
  cellKey,
  cellStateOf,
  cellsOf,
  ratioOf,
  tallyOf,
} from "@/components/generation/cells";
import { doneVariant, imageView, variantView } from "@/components/generation/test-views";
import type { VariantView } from "@/lib/generation/schema";

const now = Date.parse("2026-11-22T14:05:00Z");

test("a retried variant takes the cell of the one that it replaces", () => {
  const cells = cellsOf([
    variantView(1, { status: "failed" }),
    variantView(2),
    variantView(4, { cell: 1, status: "running" }),
    variantView(3, { cell: 1, status: "failed" }),
  ]);
  expect(cells.map(({ cell, number }) => [cell, number])).toEqual([
    [1, 4],
    [2, 2],
  ]);
});

test("every paid picture of a cell is shown, the newest variant first", () => {
  const cells = cellsOf([
    doneVariant(1),
    variantView(2, { status: "unknown" }),
    variantView(3, { cell: 1 }),
    doneVariant(4, { cell: 2 }),
  ]);
  expect(cells.map(({ cell, number }) => [cell, number])).toEqual([
    [1, 3],
    [1, 1],
    [2, 4],
  ]);
});

test("a retry keeps the place of what it replaces, an older picture has one of its own", () => {
  const [old, retry] = [doneVariant(1), variantView(2, { cell: 1 })];
  expect(cellKey([old], old)).toBe(cellKey([retry, old], retry));
  expect(cellKey([retry, old], old)).toBe(old.id);
});

const states: [string, Partial<VariantView>, CellState][] = [
  ["waiting here", { status: "queued" }, { kind: "queued" }],
  ["on its way", { status: "submitting" }, { kind: "sent" }],
  ["accepted", { status: "submitted", submittedAt: "2026-11-22T14:04:50Z" }, { kind: "sent" }],
  [
    "being drawn",
    { status: "running", submittedAt: "2026-11-22T14:04:50Z" },
    { kind: "rendering" },
  ],
  [
    "longer under way than nine in ten of its like",
    { status: "running", submittedAt: "2026-11-22T14:03:50Z" },
    { kind: "slow" },
  ],
  [
    "past the time of its like",
    { status: "running", submittedAt: "2026-11-22T14:01:00Z" },
    { kind: "late" },
  ],
  ["being stored", { status: "saving" }, { kind: "saving" }],
  [
    "stored without small copies",
    { status: "succeeded", image: imageView({ thumbhash: null }) },
    { kind: "saving" },
  ],
  ["ready", { status: "succeeded", image: imageView() }, { kind: "done" }],
  ["without an answer", { status: "unknown" }, { kind: "unknown" }],
  [
    "let go of while it is drawn",
    { status: "running", submittedAt: "2026-11-22T14:01:00Z", isLetGo: true },
    { kind: "let_go" },
  ],
  [
    "let go of and here after all",
    { status: "succeeded", image: imageView(), isLetGo: true },
    { kind: "done" },
  ],
  [
    "without an answer, let go of or not",
    { status: "unknown", isLetGo: true },
    { kind: "unknown" },
  ],
  ["called off", { status: "cancelled" }, { kind: "cancelled" }],
  [
    "held back by a busy gateway",
    {
      status: "queued",
      wait: { reason: "gateway_busy", until: "2026-11-22T14:05:12Z", attemptNumber: 2 },
    },
    { kind: "gateway_busy", until: "2026-11-22T14:05:12Z", attemptNumber: 2 },
  ],
  [
    "refused",
    { status: "failed", failure: { code: "policy_refused", detail: null } },
    { kind: "failed", code: "policy_refused", detail: null },
  ],
  [
    "failed after a wait",
    {
      status: "failed",
      failure: { code: "no_balance", detail: null },
      wait: { reason: "storage", until: null, attemptNumber: null },
    },
    { kind: "failed", code: "no_balance", detail: null },
  ],
];

test.each(states)("a variant that is %s says so", (_name, given, state) => {
  const patience = { slowAfterMs: 60_000, lateAfterMs: 120_000 };
  expect(cellStateOf(variantView(1, given), patience, now)).toEqual(state);
});

test("the time of a generation is told only when every picture is there", () => {
  const createdAt = "2026-11-22T14:02:00Z";
  const first = doneVariant(1, { endedAt: "2026-11-22T14:02:20Z" });
  const second = doneVariant(2, { endedAt: "2026-11-22T14:02:31Z" });
  expect(tallyOf({ createdAt, variants: [first, second] })).toEqual({
    doneCount: 2,
    cellCount: 2,
    elapsedMs: 31_000,
  });
  const failed = variantView(2, { status: "failed", endedAt: "2026-11-22T14:02:31Z" });
  expect(tallyOf({ createdAt, variants: [first, failed] })).toEqual({
    doneCount: 1,
    cellCount: 2,
    elapsedMs: null,
  });
});

test("a cell has its shape before there is a picture", () => {
  expect(ratioOf("4:5")).toBe(0.8);
  expect(ratioOf("21:9")).toBeCloseTo(2.333);
});
