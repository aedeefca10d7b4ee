/** How two pictures lie beside or over each other, in the order of `M`. */
export const COMPARE_MODES = ["side", "slider", "flip", "difference"] as const;
export type CompareMode = (typeof COMPARE_MODES)[number];

export const COMPARE_COUNT_MAX = 9;

export const nextMode = (mode: CompareMode): CompareMode =>
  COMPARE_MODES[(COMPARE_MODES.indexOf(mode) + 1) % COMPARE_MODES.length] ?? "side";

/** A, B, … I. */
export const letterOf = (index: number) => String.fromCharCode(65 + index);
