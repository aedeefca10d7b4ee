import { delayOf } from "@/lib/generation/policy";
import type {
  FailureCode,
  GenerationView,
  VariantStatus,
  VariantView,
  WaitReason,
} from "@/lib/generation/schema";
import { hasEnded } from "@/lib/generation/schema/facts";

/**
 * The newest variant of each cell, in order: a retry has taken the place of the one that it replaces. After
 * it whatever else of the cell became a picture: all of them are paid for. Not what is in the bin.
 */
export function cellsOf(variants: readonly VariantView[]): VariantView[] {
  const newest = new Map<number, number>();
  for (const { cell, number } of variants) {
    newest.set(cell, Math.max(number, newest.get(cell) ?? 0));
  }
  return variants
    .filter(
      ({ cell, number, status, gone }) =>
        !gone && (newest.get(cell) === number || status === "succeeded"),
    )
    .sort((a, b) => a.cell - b.cell || b.number - a.number);
}

/** Of a cell in a list: a retry comes where the one was that it replaces. */
export const cellKey = (cells: readonly VariantView[], { id, cell }: VariantView) =>
  cells.find((variant) => variant.cell === cell)?.id === id ? `cell-${cell}` : id;

export type CellState =
  | { kind: "queued" | "sent" | "rendering" | "slow" | "saving" | "done" }
  | { kind: "late" | "unknown" | "cancelled" | "let_go" }
  | { kind: WaitReason; until: string | null; attemptNumber: number | null }
  | { kind: "failed"; code: FailureCode; detail: string | null };

const STATE: Record<VariantStatus, CellState> = {
  queued: { kind: "queued" },
  submitting: { kind: "sent" },
  submitted: { kind: "sent" },
  running: { kind: "rendering" },
  saving: { kind: "saving" },
  succeeded: { kind: "done" },
  failed: { kind: "unknown" },
  unknown: { kind: "unknown" },
  cancelled: { kind: "cancelled" },
};

/** Sent, and it still goes on without anybody. */
const IN_HAND: ReadonlySet<VariantStatus> = new Set(["submitting", "submitted", "running"]);

export function cellStateOf(
  variant: VariantView,
  patience: Pick<GenerationView, "slowAfterMs" | "lateAfterMs">,
  now: number,
): CellState {
  const { status, failure, wait, image, isLetGo } = variant;
  if (status === "failed" && failure) return { kind: "failed", ...failure };
  if (isLetGo && IN_HAND.has(status)) return { kind: "let_go" };
  if (wait && !hasEnded(status)) {
    const { reason: kind, until, attemptNumber } = wait;
    return { kind, until, attemptNumber };
  }
  const delay = delayOf(variant, patience, now);
  if (delay) return { kind: delay };
  // The original is stored, but there is nothing small enough to show yet.
  if (status === "succeeded" && image?.thumbhash == null) return { kind: "saving" };
  return STATE[status];
}

export const isDone = ({ status, image }: VariantView) =>
  status === "succeeded" && image !== null && image.thumbhash !== null;

/** How far a generation is; the time from the press to the last picture once all are there. */
export function tallyOf({ variants, createdAt }: Pick<GenerationView, "variants" | "createdAt">) {
  const cells = cellsOf(variants);
  const doneCount = cells.filter(isDone).length;
  const ends = cells.map(({ endedAt }) => (endedAt ? Date.parse(endedAt) : Number.NaN));
  const elapsedMs = Math.max(...ends) - Date.parse(createdAt);
  const isComplete = doneCount === cells.length && Number.isFinite(elapsedMs);
  return { doneCount, cellCount: cells.length, elapsedMs: isComplete ? elapsedMs : null };
}

/** Width by height; the shape that a cell has from the first moment. */
export function ratioOf(aspectRatio: string): number {
  const [width = 1, height = 1] = aspectRatio.split(":").map(Number);
  return width / height;
}
