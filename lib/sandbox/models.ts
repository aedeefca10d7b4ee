import { MODELS, type ModelRow } from "@/lib/generation/models";
import { ASPECT_RATIOS, RESOLUTIONS } from "@/lib/generation/schema/facts";

/** Other names that the gateway takes for the same models (docs.toapis.com, read 2026-08-20). */
const ALIASES: Readonly<Record<string, string>> = {
  "nano-banana-pro": "gemini-3-pro-image-preview",
  "nano-banana-pro-official": "gemini-3-pro-image-preview-official",
  "nano-banana-2-official": "gemini-3.1-flash-image-preview-official",
  "nano-banana-2-lite-official": "gemini-3.1-flash-image-preview-official",
  "nano-banana": "gemini-2.5-flash-image-preview",
  "nano-banana-official": "gemini-2.5-flash-image-official",
};

/** The models of the table, and those of which somebody has told: they take whatever some model takes. */
export function createModelBook() {
  const told = new Set<string>();
  return {
    tell: (ids: readonly string[]) => ids.forEach((id) => void told.add(id)),
    reset: () => told.clear(),
    imageIds: () => [...MODELS.map(({ id }) => id), ...told],
    find(id: string): ModelRow | null {
      const row = MODELS.find((each) => each.id === (ALIASES[id] ?? id));
      if (row) return { ...row, id };
      if (!told.has(id)) return null;
      return { ...MODELS[0], id, aspectRatios: ASPECT_RATIOS, resolutions: RESOLUTIONS };
    },
  };
}
