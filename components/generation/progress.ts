/** A bar near its end that stands still is a lie: only a saved picture is 100. */
const PROGRESS_PERCENT_MAX = 95;
/** Puts the curve at 79 % when the median time has passed, and lets it creep on after that. */
const CURVE_STEEPNESS = 1.8;

export type ProgressFacts = {
  gatewayPercent: number | null;
  /** Since the gateway accepted. */
  elapsedMs: number;
  /** Median of like variants; null without history. */
  typicalMs: number | null;
};

const curvePercent = (elapsedMs: number, typicalMs: number) =>
  PROGRESS_PERCENT_MAX * (1 - Math.exp((-CURVE_STEEPNESS * Math.max(0, elapsedMs)) / typicalMs));

/** 0–95, never below `shownPercent`. */
export function nextProgressPercent(shownPercent: number, facts: ProgressFacts): number {
  const own = facts.typicalMs ? curvePercent(facts.elapsedMs, facts.typicalMs) : 0;
  return Math.min(PROGRESS_PERCENT_MAX, Math.max(shownPercent, facts.gatewayPercent ?? 0, own));
}

/** Whole seconds; null when nothing true can be said. */
export function secondsLeft({ elapsedMs, typicalMs }: Omit<ProgressFacts, "gatewayPercent">) {
  if (typicalMs === null) return null;
  const seconds = Math.ceil((typicalMs - Math.max(0, elapsedMs)) / 1000);
  return seconds > 0 ? seconds : null;
}
