import type { useTranslations } from "next-intl";
import type { ComposerStore } from "@/components/composer/composer-store";
import { addStaged, keepImage, setSlots } from "@/components/composer/tray-changes";
import { type DropPlace, imageOf, type StagedPicture } from "@/components/reference-image/slots";
import { showToast } from "@/components/ui/toast";
import { REFERENCE_IMAGE_COUNT_MAX } from "@/lib/generation/schema/facts";
import { stageImageAction } from "@/lib/reference-image/actions";

export type NamedPicture = StagedPicture & { name: string };

type Tray = {
  store: ComposerStore;
  t: ReturnType<typeof useTranslations<"composer">>;
  undoable: (text: string, run: () => void) => void;
};

/** What became of a picture that was to come into the tray; `number` is its slot, from 1. */
type Staging = { end: "added" | "known"; number: number } | { end: "full" } | { end: "failed" };

const leave = (store: ComposerStore, key: string | undefined) =>
  setSlots(store, (slots) => slots.filter((each) => each.key !== key));

/** Makes one of our pictures a reference image. Never throws. */
export async function stagePicture(
  { store, t, undoable }: Tray,
  picture: NamedPicture,
  place?: DropPlace,
): Promise<Staging> {
  const { key, replaced } = addStaged(store, picture, place);
  if (replaced) undoable(t("replaced", { name: replaced.name }), replaced.undo);
  const slot = store.get().slots.find((each) => each.key === key);
  if (!slot) return { end: "full" };
  const staged = await stageImageAction({ imageId: picture.imageId }).catch(() => null);
  if (staged?.ok) {
    keepImage(store, slot, staged.value);
    const { slots } = store.get();
    const number = slots.findIndex((each) => imageOf(each)?.id === staged.value.id) + 1;
    if (number === 0) return { end: "failed" };
    return { end: slots[number - 1]?.key === key ? "added" : "known", number };
  }
  showToast({ text: t("notStaged", { name: picture.name }) });
  if (replaced) replaced.undo();
  else leave(store, key);
  return { end: "failed" };
}

/** As `stagePicture`, from where the tray may be out of sight. Never throws. */
export async function referPicture(tray: Tray, picture: NamedPicture): Promise<void> {
  const { store, t, undoable } = tray;
  const { name } = picture;
  const staging = await stagePicture(tray, picture);
  if (staging.end === "failed") return;
  if (staging.end === "full") {
    showToast({ text: t("referred.full", { name, max: REFERENCE_IMAGE_COUNT_MAX }) });
    return;
  }
  const { end, number } = staging;
  const text = t(`referred.${end}`, { name, number });
  const key = store.get().slots[number - 1]?.key;
  if (end === "known") showToast({ text });
  else undoable(text, () => leave(store, key));
}
