import type { LineageStep } from "@/lib/lineage/schema";

/** Each pass through the model adds damage: from this depth on it pays to begin again from the root. */
export const REBASE_SUGGESTED_DEPTH = 4;
/** One step from the root there is nothing to fold. */
const REBASE_DEPTH_MIN = 2;

export const canRebase = (depth: number) => depth >= REBASE_DEPTH_MIN;

/** A re-render says again what the picture shows; it asks for no change. */
export const isTickedAtFirst = ({ verb }: Pick<LineageStep, "verb">) => verb !== "finish";
