import type { CreateGeneration } from "@/lib/generation/schema";
import type { Likeness, Timings } from "@/lib/generation/schema/timings";

/** The gateway fetches and reads each reference before it draws. */
const REFERENCE_BANDS = [
  { min: 0, max: 0 },
  { min: 1, max: 3 },
  { min: 4, max: 6 },
  { min: 7, max: 14 },
];

/** Until like variants have taught better, this long counts as late (payment safety, section 2). */
export const LATE_AFTER_MS_DEFAULT = 120_000;
/** Fewer than this teach nothing about how long one takes. */
const COUNT_MIN = 5;
/** From here on one in twenty is a fact and not the slowest of a handful. */
const TAIL_COUNT_MIN = 20;

type TimedRequest = Pick<CreateGeneration, "model" | "resolution"> & {
  references: readonly Pick<CreateGeneration["references"][number], "isEnabled">[];
};

/** Whose times a request is measured by, the most like it first: then whatever number of references. */
export function likenessesOf(
  request: TimedRequest,
  gatewaySource: Likeness["gatewaySource"],
): Likeness[] {
  const { model, resolution } = request;
  const count = request.references.filter(({ isEnabled }) => isEnabled).length;
  const band = REFERENCE_BANDS.find(({ max }) => count <= max) ?? null;
  const like = { gatewaySource, model, resolution };
  return [
    { ...like, references: band },
    { ...like, references: null },
  ];
}

/**
 * The narrowest likeness with a full tail counts; without one, the widest that knows anything. A short
 * history gives an estimate, and lengthens the patience but never shortens it.
 */
export function patienceOf(timings: readonly (Timings | null)[]) {
  const known = timings.filter((each) => each !== null);
  const full = known.find(({ count }) => count >= TAIL_COUNT_MIN);
  if (full) return { typicalMs: full.p50Ms, slowAfterMs: full.p90Ms, lateAfterMs: full.p95Ms };
  const short = known.findLast(({ count }) => count >= COUNT_MIN);
  return {
    typicalMs: short?.p50Ms ?? null,
    slowAfterMs: null,
    lateAfterMs: Math.max(LATE_AFTER_MS_DEFAULT, short?.p95Ms ?? 0),
  };
}
