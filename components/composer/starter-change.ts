import type { ComposerState } from "@/components/composer/composer-state";
import { settingsFrom } from "@/components/composer/settings";
import type { Starter } from "@/components/composer/starters";
import { newSlotKey, type Slot } from "@/components/reference-image/slots";

/** Two are enough to see that the same words never give the same picture. */
const VARIANT_COUNT = 2;

/** Fetches the pictures of a starter and gives the change that puts all of it in; they upload by themselves. */
export async function starterChange({ prompt, aspectRatio, references }: Starter) {
  const slots = await Promise.all(references.map(slotOf));
  return (state: ComposerState): ComposerState => ({
    ...state,
    ...settingsFrom({ ...state, aspectRatio }, state.models),
    prompt,
    // It is part of the example: the first reference does not change it.
    isRatioLocked: true,
    variantCount: VARIANT_COUNT,
    slots,
    staged: null,
    notice: null,
    ratioNotice: null,
  });
}

async function slotOf({ path, name, role }: Starter["references"][number]): Promise<Slot> {
  const blob = await (await fetch(path)).blob();
  const file = new File([blob], path.split("/").at(-1) ?? path, { type: blob.type });
  const content = { kind: "uploading", file, percent: 0 } as const;
  return { key: newSlotKey(), name, role, isEnabled: true, content };
}
