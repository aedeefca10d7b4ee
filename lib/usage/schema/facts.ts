export const PERIODS = ["week", "month", "quarter"] as const;

/** What the figures are told by, beside the day. A recipe is what has the same text (docs/decisions/055). */
export const USAGE_GROUPS = ["person", "project", "model", "recipe"] as const;
export type UsageGroupKind = (typeof USAGE_GROUPS)[number];

/** Of a group that has more: those that cost most. */
export const GROUP_ROWS_MAX = 100;
