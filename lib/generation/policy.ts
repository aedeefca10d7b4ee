import type { ModelRow } from "@/lib/generation/models";
import type {
  AspectRatio,
  GenerationView,
  Resolution,
  VariantStatus,
  VariantView,
} from "@/lib/generation/schema";
import { nearestRatio, shapeOf } from "@/lib/generation/schema/shapes";
import type { Role } from "@/lib/shared/actor";
import type { MicroUsd } from "@/lib/shared/money";

export const canGenerate = (role: Role) => role !== "reviewer";

/** To send again what may already be paid for, and to say that something was not charged. */
export const canRiskMoney = (role: Role) => role === "owner" || role === "admin";

/** Of budgets: YYYY-MM in UTC. */
export const monthOf = (at: Date) => at.toISOString().slice(0, 7);

/** Null when the table has no price: such a variant cannot be sent. */
export const priceOf = (model: ModelRow, resolution: Resolution): MicroUsd | null =>
  model.price.perImage[resolution] ?? null;

export type Settings = { model: string; aspectRatio: AspectRatio; resolution: Resolution };

/** The nearest settings that the model can make. */
export const legalSettings = (
  { id, aspectRatios, resolutions, defaultResolution }: ModelRow,
  { aspectRatio, resolution }: Omit<Settings, "model">,
): Settings => ({
  model: id,
  aspectRatio: aspectRatios.includes(aspectRatio)
    ? aspectRatio
    : nearestRatio(shapeOf(aspectRatio), aspectRatios),
  resolution: resolutions.includes(resolution) ? resolution : defaultResolution,
});

/** More than 1.5 % off the ratio, or smaller than asked on either side (payment safety, section 7). */
export function differsFromRequest(
  delivered: { width: number; height: number },
  requested: { width: number; height: number },
): boolean {
  const ratio = delivered.width / delivered.height / (requested.width / requested.height);
  const isSmaller =
    delivered.width < requested.width * 0.985 || delivered.height < requested.height * 0.985;
  return isSmaller || Math.abs(ratio - 1) > 0.015;
}

/** Accepted longer ago than like variants take. A fact, not a state: the work goes on. */
export function delayOf(
  { status, submittedAt }: Pick<VariantView, "status" | "submittedAt">,
  { slowAfterMs, lateAfterMs }: Pick<GenerationView, "slowAfterMs" | "lateAfterMs">,
  now: number,
): "slow" | "late" | null {
  if ((status !== "submitted" && status !== "running") || submittedAt === null) return null;
  const elapsedMs = now - Date.parse(submittedAt);
  if (elapsedMs > lateAfterMs) return "late";
  return slowAfterMs !== null && elapsedMs > slowAfterMs ? "slow" : null;
}

/** The job that takes a variant's next step; none once it has ended. */
const NEXT_STEPS = {
  queued: "submit",
  submitting: "submit",
  submitted: "follow",
  running: "follow",
  unknown: "follow",
  saving: "save",
  succeeded: null,
  failed: null,
  cancelled: null,
} as const satisfies Record<VariantStatus, string | null>;

export const nextStepOf = (status: VariantStatus) => NEXT_STEPS[status];

/** A press that would cross it is refused whole. */
export const ACTIVE_VARIANTS_PER_PERSON_MAX = 500;
/** `AK-1122-08`: project, month and day in the team's zone, number of that day. */
export function generationCode(project: { code: string; teamTimeZone: string }, at: Date) {
  // Swedish dates are YYYY-MM-DD.
  const day = new Intl.DateTimeFormat("sv", {
    timeZone: project.teamTimeZone,
    dateStyle: "short",
  }).format(at);
  const [, month, dayOfMonth] = day.split("-");
  return {
    /** YYYY-MM-DD in the team's zone. */
    day,
    withNumber: (number: number) =>
      `${project.code}-${month}${dayOfMonth}-${String(number).padStart(2, "0")}`,
  };
}

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** Ends of the engine's patience and of what the gateway keeps (payment safety, sections 4–6). */
export const FIRST_POLL_MS = 5 * SECOND_MS;
export const ACTIVE_POLLING_MS = 15 * MINUTE_MS;
export const FOLLOW_MAX_MS = 24 * HOUR_MS;
export const RESULT_LIFETIME_MS = 24 * HOUR_MS;
/** A task that was just accepted may not be visible yet. */
export const NOT_YET_VISIBLE_MS = 120 * SECOND_MS;
/** The life of an uploaded URL is not documented: renewed well before a day is over. */
export const UPLOAD_FRESH_MS = 23 * HOUR_MS;
/** A reference that the gateway refuses is uploaded anew when its address is older than this. */
export const UPLOAD_TRUSTED_MS = 5 * MINUTE_MS;

/** 5–10 s while a task is young; after a quarter of an hour ever slower, at most ten minutes apart. */
export const pollDelayMs = (ageMs: number, random: number) =>
  ageMs < ACTIVE_POLLING_MS
    ? 5 * SECOND_MS + random * 5 * SECOND_MS
    : Math.min(10 * MINUTE_MS, ageMs / 15);

/** 1, 2, 4 s, then 30 s doubling to ten minutes, each ±50 %. `triesBefore` counts from 0. */
export function createDelayMs(triesBefore: number, random: number): number {
  const base =
    triesBefore < 3
      ? SECOND_MS * 2 ** triesBefore
      : Math.min(10 * MINUTE_MS, 30 * SECOND_MS * 2 ** (triesBefore - 3));
  return base * (0.5 + random);
}

/** Between looks for a task whose create call ended ambiguously; then once a day for a week. */
const LOOKUP_DELAYS_MS = [
  10 * SECOND_MS,
  30 * SECOND_MS,
  2 * MINUTE_MS,
  5 * MINUTE_MS,
  15 * MINUTE_MS,
  HOUR_MS,
];
/** A day of waiting for its end, then a week of looking once a day. */
export const LOOKUPS_END_MS = 8 * 24 * HOUR_MS;

/** This many look-ups over this long that all said no are proof, if a known task was found meanwhile. */
const NEGATIVE_COUNT_MIN = 6;
const NEGATIVE_SPAN_MIN_MS = 15 * MINUTE_MS;

export const mayProveAbsence = ({
  negativeCount,
  spanMs,
}: {
  negativeCount: number;
  spanMs: number;
}) => negativeCount >= NEGATIVE_COUNT_MIN && spanMs >= NEGATIVE_SPAN_MIN_MS;

/** A gateway that says completed without a picture is asked this often before it is believed. */
export const EMPTY_RESULTS_MAX = 5;
/** A task that failed is looked at once more each time: some come good late. */
export const LATE_LOOK_DELAYS_MS = [10 * MINUTE_MS, 6 * HOUR_MS] as const;
/** So many doubtful sends of a key within this time stop its new work. */
export const UNKNOWN_COUNT_MAX = 3;
export const UNKNOWN_SPAN_MS = 15 * MINUTE_MS;

/** `lookupsBefore` counts from 0. */
export const lookupDelayMs = (lookupsBefore: number): number =>
  LOOKUP_DELAYS_MS[lookupsBefore] ?? 24 * HOUR_MS;

/** A quarter of how long it has gone wrong, between 2 s and 5 min. */
export const saveDelayMs = (goneWrongForMs: number) =>
  Math.min(5 * MINUTE_MS, Math.max(2 * SECOND_MS, goneWrongForMs / 4));
