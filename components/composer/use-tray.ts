import { useTranslations } from "next-intl";
import { useEffect } from "react";
import type { ComposerStore } from "@/components/composer/composer-store";
import {
  addFiles,
  bringBack,
  convertSlot,
  endUpload,
  retrySlot,
  setContent,
  setSlots,
} from "@/components/composer/tray-changes";
import {
  type DropPlace,
  moveSlot,
  removeSlots,
  type Slot,
  type Slots,
} from "@/components/reference-image/slots";
import { uploadFile } from "@/components/reference-image/upload-file";
import { createUploader } from "@/components/reference-image/uploader";
import { useAnnounce } from "@/components/ui/live-region";
import { showToast } from "@/components/ui/toast";

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

/** What a person can do with the reference images. */
export function useTray(store: ComposerStore, slots: Slots) {
  const t = useTranslations("composer");
  const announce = useAnnounce();
  useUploads(store);

  function remove(isRemoved: (slot: Slot, index: number) => boolean, text: string) {
    const { slots: kept, removed } = removeSlots(store.get().slots, isRemoved);
    setSlots(store, () => kept);
    showToast({ text, undo: { label: t("undo"), run: () => bringBack(store, removed) } });
  }

  return {
    slots,
    add: (files: readonly File[], place?: DropPlace) => addFiles(store, files, place),
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
    retry: (slot: Slot) => retrySlot(store, slot),
  };
}
