import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import type { ComposerState } from "@/components/composer/composer-state";
import type { ComposerStore } from "@/components/composer/composer-store";
import { fileParts, resumeConversions } from "@/components/composer/file-parts";
import type { NamedPicture } from "@/components/composer/staging";
import { bringBack, retrySlot, setSlots } from "@/components/composer/tray-changes";
import type { Finding } from "@/components/reference-image/lint";
import {
  changeSlot,
  type DropPlace,
  moveSlot,
  removeSlots,
  renameSlot,
  type Slot,
  type Slots,
} from "@/components/reference-image/slots";
import { useAnnounce } from "@/components/ui/live-region";
import { later } from "@/components/ui/on-demand";
import { showToast } from "@/components/ui/toast";
import type { ReferenceRole } from "@/lib/generation/schema/inputs";

const staging = later(() => import("@/components/composer/staging"));

export type Tray = ReturnType<typeof useTray>;

function useUploads(store: ComposerStore) {
  useEffect(() => {
    let isGone = false;
    let end: (() => void) | null = null;
    const begin = async () => {
      if (!store.get().slots.some(({ content }) => content.kind === "uploading")) return;
      // Here already: the file came into its slot through them.
      const { followUploads } = await fileParts();
      if (!isGone) end ??= followUploads(store);
    };
    void begin();
    const stop = store.subscribe(begin);
    return () => {
      isGone = true;
      stop();
      end?.();
    };
  }, [store]);
}

type Replaced = { name: string; undo: () => void } | null;

/** What comes into the tray; what it takes the place of can be brought back. */
export function useAdding(store: ComposerStore) {
  const t = useTranslations("composer");
  const undoable = (text: string, run: () => void) =>
    showToast({ text, undo: { label: t("undo"), run } });
  const tell = (replaced: Replaced) => {
    if (replaced) undoable(t("replaced", { name: replaced.name }), replaced.undo);
  };

  const tray = { store, t, undoable };
  const failed = ({ name }: NamedPicture) => showToast({ text: t("notStaged", { name }) });

  return {
    undoable,
    stage: (picture: NamedPicture, place?: DropPlace) =>
      staging().then(
        ({ stagePicture }) => stagePicture(tray, picture, place),
        () => failed(picture),
      ),
    /** As `stage`, from where the tray may be out of sight. */
    refer: (picture: NamedPicture) =>
      staging().then(
        ({ referPicture }) => referPicture(tray, picture),
        () => failed(picture),
      ),
    async add(files: readonly File[], place?: DropPlace) {
      const arrive = (count: number) =>
        store.set((now) => ({ ...now, arrivingCount: now.arrivingCount + count }));
      arrive(files.length);
      try {
        const { addFiles } = await fileParts();
        tell(await addFiles(store, files, place));
      } catch {
        // The code could not be fetched.
        showToast({ text: t("notAdded", { count: files.length }) });
      } finally {
        arrive(-files.length);
      }
    },
  };
}

/** What a person can do with the reference images. */
export function useTray(
  store: ComposerStore,
  state: ComposerState,
  { undoable, stage, add }: ReturnType<typeof useAdding>,
) {
  const t = useTranslations("composer");
  const announce = useAnnounce();
  useUploads(store);
  const [findings, setFindings] = useState<readonly Finding[]>([]);

  function remove(isRemoved: (slot: Slot, index: number) => boolean, text: string) {
    const { slots: kept, removed } = removeSlots(store.get().slots, isRemoved);
    setSlots(store, () => kept);
    undoable(text, () => {
      bringBack(store, removed);
      void resumeConversions(store);
    });
  }

  function toggle({ key, name, isEnabled }: Slot) {
    setSlots(store, (current) => changeSlot(current, key, { isEnabled: !isEnabled }));
    announce(t(isEnabled ? "switchedOff" : "switchedOn", { name }));
  }

  return {
    slots: state.slots,
    /** As last told by `LintLine`. */
    findings,
    setFindings,
    stage,
    add,
    setRole: ({ key }: Slot, role: ReferenceRole | null) =>
      setSlots(store, (current) => changeSlot(current, key, { role })),
    toggle,
    /** `number` from 1. */
    switchOn(number: number) {
      const slot = store.get().slots[number - 1];
      if (slot && !slot.isEnabled) toggle(slot);
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
    convert: async (slot: Slot) => (await fileParts()).convertSlot(store, slot),
    /** One after the other: each takes as much memory as a large photograph. */
    async convertAll(all: Slots) {
      const { convertSlot } = await fileParts();
      for (const slot of all) await convertSlot(store, slot);
    },
    retry: (slot: Slot) => retrySlot(store, slot),
  };
}
