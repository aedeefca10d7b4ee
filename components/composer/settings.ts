import type { Notice } from "@/components/composer/notice";
import { DEFAULT_MODEL, findModel } from "@/lib/generation/models";
import { legalSettings, type Settings } from "@/lib/generation/policy";

/** What the person picked by hand: it comes back with a model that can make it. */
export type Chosen = Pick<Settings, "aspectRatio" | "resolution">;
export type ChosenSettings = Settings & { chosen: Chosen };

/** Settings as they were kept somewhere, made legal; a model that is gone becomes the default. */
export function settingsFrom({ model, aspectRatio, resolution }: Settings): ChosenSettings {
  const chosen = { aspectRatio, resolution };
  const known = findModel(model) ?? DEFAULT_MODEL;
  return { ...legalSettings({ model: known.id, ...chosen }), chosen };
}

export const pick = (settings: ChosenSettings, picked: Partial<Chosen>): ChosenSettings => ({
  ...settings,
  ...picked,
  chosen: { ...settings.chosen, ...picked },
});

/** Another model with what was chosen, as far as it can make it; `notice` says what it cannot. */
export function changeModel(
  settings: ChosenSettings,
  model: string,
): { settings: ChosenSettings; notice: Notice | null } {
  const { chosen } = settings;
  const legal = legalSettings({ model, ...chosen });
  return { settings: { ...legal, chosen }, notice: noticeOf(chosen, legal) };
}

function noticeOf(chosen: Chosen, { aspectRatio, resolution }: Settings): Notice | null {
  const isOtherRatio = aspectRatio !== chosen.aspectRatio;
  const isOtherResolution = resolution !== chosen.resolution;
  if (isOtherRatio && isOtherResolution) return { code: "adjusted_both", aspectRatio, resolution };
  if (isOtherRatio) return { code: "adjusted_ratio", from: chosen.aspectRatio, to: aspectRatio };
  return isOtherResolution
    ? { code: "adjusted_resolution", from: chosen.resolution, to: resolution }
    : null;
}
