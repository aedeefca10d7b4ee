import type { ComposerState } from "@/components/composer/composer-state";
import type { ComposerStore } from "@/components/composer/composer-store";
import type { Notice } from "@/components/composer/notice";
import {
  addSlots,
  type DropPlace,
  fillSlot,
  finishUpload,
  newSlotKey,
  type PlacedSlot,
  restoreSlots,
  type Slot,
  type SlotContent,
  type Slots,
  type StagedPicture,
  type TrayImage,
  undoTakeOver,
} from "@/components/reference-image/slots";
import { toReferenceName } from "@/lib/generation/policy/prompt";

const leftOutNotice = (leftOut: Slots): Notice | null =>
  leftOut.length > 0 ? { code: "left_out", names: leftOut.map(({ name }) => name) } : null;

const withSlots = (
  state: ComposerState,
  { slots, leftOut = [] }: { slots: Slots; leftOut?: Slots },
): ComposerState => ({ ...state, slots, notice: leftOutNotice(leftOut) });

export const setSlots = (store: ComposerStore, change: (slots: Slots) => Slots) =>
  store.set((state) => withSlots(state, { slots: change(state.slots) }));

/** Progress is no reason to take a sentence away. */
export const setContent = (store: ComposerStore, key: string, content: SlotContent) =>
  store.set((state) => ({ ...state, slots: fillSlot(state.slots, key, content) }));

/** Gives what was replaced, and takes it back. Uploads begin as soon as the slots are there. */
export function place(store: ComposerStore, added: Slots, at: DropPlace = null) {
  const index = at?.kind === "replace" ? at.index : -1;
  const slot = store.get().slots[index];
  store.set((state) => withSlots(state, addSlots(state.slots, named(added, state.slots), at)));
  const key = added[0]?.key;
  if (!slot || !key) return null;
  const undo = () => setSlots(store, (slots) => undoTakeOver(slots, key, { slot, index }));
  return { name: slot.name, undo };
}

/** One of our pictures; its tile is there before the server has made it a reference. */
export function addStaged(
  store: ComposerStore,
  { name, ...picture }: StagedPicture & { name: string },
  at?: DropPlace,
) {
  const content = { kind: "staging", ...picture } as const;
  const slot: Slot = { key: newSlotKey(), name, role: null, isEnabled: true, content };
  return { key: slot.key, replaced: place(store, [slot], at) };
}

export const keepImage = (
  store: ComposerStore,
  slot: Pick<Slot, "key" | "name">,
  image: TrayImage,
) =>
  store.set((state) => {
    const { slots, keptIn } = finishUpload(state.slots, slot.key, image);
    if (keptIn === null) return { ...state, slots };
    return { ...state, slots, notice: { code: "duplicate", name: slot.name, slot: keptIn } };
  });

/** Under names that nothing in the tray has. */
function named(added: Slots, slots: Slots): Slots {
  const taken = slots.map(({ name }) => name);
  return added.map((slot) => {
    const name = toReferenceName(slot.name, taken);
    taken.push(name);
    return { ...slot, name };
  });
}

export const retrySlot = (store: ComposerStore, { key, content }: Slot) => {
  if (content.kind === "failed") {
    setContent(store, key, { kind: "uploading", file: content.file, percent: 0 });
  }
};

export function bringBack(store: ComposerStore, removed: readonly PlacedSlot[]) {
  store.set((state) => withSlots(state, restoreSlots(state.slots, removed)));
}
