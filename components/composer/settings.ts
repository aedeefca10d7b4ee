import type { Notice } from "@/components/composer/notice";
import type { ModelRow, ModelRows } from "@/lib/generation/models";
import { legalSettings, type Settings } from "@/lib/generation/policy";
import type { GenerationOptions } from "@/lib/generation/schema/inputs";
import { nearestRatio } from "@/lib/generation/schema/shapes";

/** What the person picked, or the first reference asked for: it comes back with a model that can make it. */
export type Chosen = Pick<Settings, "aspectRatio" | "resolution">;
/** `models` can be chosen. */
export type ChosenSettings = Settings & { chosen: Chosen; models: ModelRows };

export const modelOf = ({ model, models }: Pick<ChosenSettings, "model" | "models">): ModelRow =>
  models.find(({ id }) => id === model) ?? models[0];

/** Settings as they were kept somewhere, made legal; a model that is gone becomes the default. */
export function settingsFrom(
  { model, aspectRatio, resolution }: Settings,
  models: ModelRows,
): ChosenSettings {
  const chosen = { aspectRatio, resolution };
  return { ...legalSettings(modelOf({ model, models }), chosen), chosen, models };
}

/** A model that was removed, or that another team has, is said by its id: nothing else of it is known. */
export const goneNotice = ({ model, models }: Pick<ChosenSettings, "model" | "models">) =>
  models.some(({ id }) => id === model) ? null : ({ code: "model_gone", from: model } as const);

export const pick = (settings: ChosenSettings, picked: Partial<Chosen>): ChosenSettings => ({
  ...settings,
  ...picked,
  chosen: { ...settings.chosen, ...picked },
});

/**
 * Another model with what was chosen, as far as it can make it; `notice` says what it cannot. `shape` is that
 * of the picture that the ratio follows.
 */
export function changeModel(
  settings: ChosenSettings,
  model: string,
  shape: number | null = null,
): { settings: ChosenSettings; notice: Notice | null } {
  const { chosen, models } = settings;
  const row = modelOf({ model, models });
  const legal = legalSettings(row, chosen);
  if (shape !== null) legal.aspectRatio = nearestRatio(shape, row.aspectRatios);
  return {
    settings: { ...legal, chosen, models },
    notice: goneNotice({ model, models }) ?? noticeOf(chosen, legal),
  };
}

export const withOptions = (
  options: GenerationOptions,
  change: GenerationOptions,
): GenerationOptions =>
  Object.fromEntries(
    Object.entries({ ...options, ...change }).filter(([, value]) => value !== undefined),
  );

function noticeOf(chosen: Chosen, { aspectRatio, resolution }: Settings): Notice | null {
  const isOtherRatio = aspectRatio !== chosen.aspectRatio;
  const isOtherResolution = resolution !== chosen.resolution;
  if (isOtherRatio && isOtherResolution) return { code: "adjusted_both", aspectRatio, resolution };
  if (isOtherRatio) return { code: "adjusted_ratio", from: chosen.aspectRatio, to: aspectRatio };
  return isOtherResolution
    ? { code: "adjusted_resolution", from: chosen.resolution, to: resolution }
    : null;
}
