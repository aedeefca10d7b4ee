/** What of a past generation is taken; the rest of the composer stays. */
export type RecallPart = "prompt" | "references" | "settings";
export const RECIPE: readonly RecallPart[] = ["prompt", "references", "settings"];
export const REMIX: readonly RecallPart[] = ["prompt", "references"];
