import { useTranslations } from "next-intl";
import { useEffect } from "react";
import type { ComposerStore } from "@/components/composer/composer-store";
import {
  addFiles,
  addStaged,
  bringBack,
  convertSlot,
  endUpload,
  keepImage,
  retrySlot,
  setContent,
  setSlots,
} from "@/components/composer/tray-changes";
import {
  changeSlot,
  type DropPlace,
  moveSlot,
  removeSlots,
  renameSlot,
  type Slot,
  type Slots,
  type StagedPicture,
} from "@/components/reference-image/slots";
import { uploadFile } from "@/components/reference-image/upload-file";
import { createUploader } from "@/components/reference-image/uploader";
import { useAnnounce } from "@/components/ui/live-region";
import { showToast } from "@/components/ui/toast";
import type { ReferenceRole } from "@/lib/generation/schema/inputs";
import { stageImageAction } from "@/lib/reference-image/actions";

export type Tray = ReturnType<typeof useTray>;

function useUploads(store: ComposerStore) {
  useEffect(() => {
    const uploader = createUploader({
      slots: () => store.get().slots,
      send: uploadFile,
      onProgress: (key, content) => setContent(store, key, content),
      onEnd: (ended) => endUpload(store, ended),
    });
    uploader.follow();
    const stop = store.subscribe(uploader.follow);
    return () => {
      stop();
      uploader.stop();
    };
  }, [store]);
}

type Replaced = { name: string; undo: () => void } | null;

/** What comes into the tray; what it takes the place of can be brought back. */
function useAdding(store: ComposerStore) {
  const t = useTranslations("composer");
  const undoable = (text: string, run: () => void) =>
    showToast({ text, undo: { label: t("undo"), run } });
  const tell = (replaced: Replaced) => {
    if (replaced) undoable(t("replaced", { name: replaced.name }), replaced.undo);
  };

  return {
    undoable,
    async add(files: readonly File[], place?: DropPlace) {
      tell(await addFiles(store, files, place));
    },
    /** Never throws. */
    async stage(picture: StagedPicture & { name: string }, place?: DropPlace) {
      const { key, replaced } = addStaged(store, picture, place);
      tell(replaced);
      const slot = store.get().slots.find((each) => each.key === key);
      if (!slot) return;
      const staged = await stageImageAction({ imageId: picture.imageId }).catch(() => null);
      if (staged?.ok) {
        keepImage(store, slot, staged.value);
        return;
      }
      showToast({ text: t("notStaged", { name: picture.name }) });
      if (replaced) replaced.undo();
      else setSlots(store, (slots) => slots.filter((each) => each.key !== key));
    },
  };
}

/** What a person can do with the reference images. */
export function useTray(store: ComposerStore, slots: Slots) {
  const t = useTranslations("composer");
  const announce = useAnnounce();
  useUploads(store);
  const { undoable, ...adding } = useAdding(store);

  function remove(isRemoved: (slot: Slot, index: number) => boolean, text: string) {
    const { slots: kept, removed } = removeSlots(store.get().slots, isRemoved);
    setSlots(store, () => kept);
    undoable(text, () => bringBack(store, removed));
  }

  return {
    slots,
    ...adding,
    setRole: ({ key }: Slot, role: ReferenceRole | null) =>
      setSlots(store, (current) => changeSlot(current, key, { role })),
    toggle({ key, name, isEnabled }: Slot) {
      setSlots(store, (current) => changeSlot(current, key, { isEnabled: !isEnabled }));
      announce(t(isEnabled ? "switchedOff" : "switchedOn", { name }));
    },
    rename: ({ key }: Slot, text: string) => store.set((state) => renameSlot(state, key, text)),
    /** `index` from 0. */
    move(key: string, index: number) {
      setSlots(store, (current) => moveSlot(current, key, index));
      const at = store.get().slots.findIndex((slot) => slot.key === key);
      const name = store.get().slots[at]?.name;
      if (name !== undefined) announce(t("moved", { name, number: at + 1 }));
    },
    remove: ({ key, name }: Slot) => remove((slot) => slot.key === key, t("removed", { name })),
    clear: () => remove(() => true, t("cleared")),
    removeMissing: () => remove(({ content }) => content.kind === "missing", t("removedMissing")),
    keepFirst: (max: number) => remove((_, index) => index >= max, t("keptFirst", { count: max })),
    convert: (slot: Slot) => convertSlot(store, slot),
    /** One after the other: each takes as much memory as a large photograph. */
    async convertAll(all: Slots) {
      for (const slot of all) await convertSlot(store, slot);
    },
    retry: (slot: Slot) => retrySlot(store, slot),
  };
}
