import type { GenerationReferenceView } from "@/lib/generation/schema";
import type { GenerationOptions } from "@/lib/generation/schema/inputs";

/** What of a past generation is taken; the rest of the composer stays. */
export const RECIPE = [
  "prompt",
  "references",
  "model",
  "aspectRatio",
  "resolution",
  "options",
  "variantCount",
] as const;
export type RecallPart = (typeof RECIPE)[number];
export const REMIX: readonly RecallPart[] = ["prompt", "references"];

/** One thing of it by itself. */
export type RecallField =
  | "prompt"
  | "model"
  | "aspectRatio"
  | "resolution"
  | { reference: GenerationReferenceView }
  | { option: keyof GenerationOptions };
