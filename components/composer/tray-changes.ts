import type { ComposerState } from "@/components/composer/composer-state";
import type { ComposerStore } from "@/components/composer/composer-store";
import type { Notice } from "@/components/composer/notice";
import { inNameOrder, isOfFolder } from "@/components/reference-image/folder-files";
import {
  addSlots,
  changeSlot,
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
import type { ImageKind } from "@/components/reference-image/sniff-image";
import type { EndedUpload } from "@/components/reference-image/uploader";
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

async function slotFor(file: File): Promise<Slot> {
  const { checkFile } = await import("@/components/reference-image/check-file");
  const problem = await checkFile(file).catch(() => ({ code: "not_an_image" }) as const);
  return {
    key: newSlotKey(),
    name: file.name,
    role: null,
    isEnabled: true,
    content: problem ? { kind: "failed", file, problem } : { kind: "uploading", file, percent: 0 },
  };
}

/** Gives what was replaced, and takes it back. Uploads begin as soon as the slots are there. */
function place(store: ComposerStore, added: Slots, at: DropPlace = null) {
  const index = at?.kind === "replace" ? at.index : -1;
  const slot = store.get().slots[index];
  store.set((state) => withSlots(state, addSlots(state.slots, named(added, state.slots), at)));
  const key = added[0]?.key;
  if (!slot || !key) return null;
  const undo = () => setSlots(store, (slots) => undoTakeOver(slots, key, { slot, index }));
  return { name: slot.name, undo };
}

export async function addFiles(store: ComposerStore, files: readonly File[], at?: DropPlace) {
  const ordered = inNameOrder(files);
  const slots = await Promise.all(ordered.map(slotFor));
  const isLeftOut = (slot: Slot, index: number) =>
    isOfFolder(ordered[index]) &&
    slot.content.kind === "failed" &&
    slot.content.problem.code === "not_an_image";
  const leftOut = slots.filter(isLeftOut);
  const replaced = place(
    store,
    slots.filter((slot, index) => !isLeftOut(slot, index)),
    at,
  );
  if (leftOut.length > 0) {
    const names = leftOut.map(({ name }) => name);
    store.set((state) => ({ ...state, notice: { code: "not_pictures", names } }));
  }
  return replaced;
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

export function endUpload(store: ComposerStore, { slot, file, result }: EndedUpload) {
  if (!result.ok) {
    setContent(store, slot.key, { kind: "failed", file, problem: result.error });
    return;
  }
  const { id, thumbhash, width, height } = result.value;
  keepImage(store, slot, { id, thumbhash, width, height });
}

/** `HEIC → WEBP`; null when only the size is another. */
async function conversionNote(from: File, to: File): Promise<string | null> {
  const { kindOf } = await import("@/components/reference-image/check-file");
  const [before, after] = await Promise.all([kindOf(from), kindOf(to)]);
  return before && after && before !== after ? `${wordOf(before)} → ${wordOf(after)}` : null;
}

const wordOf = (kind: ImageKind) => kind.replace("image/", "").toUpperCase();

/** Makes a file smaller, or of another kind, in its slot and sends it. */
export async function convertSlot(store: ComposerStore, { key, content }: Slot) {
  if (content.kind !== "failed" && content.kind !== "converting") return;
  const { file } = content;
  setContent(store, key, { kind: "converting", file });
  const shrinking = import("@/components/reference-image/shrink-image");
  const converted = await shrinking.then(({ shrinkImage }) => shrinkImage(file)).catch(() => null);
  const note = converted && (await conversionNote(file, converted));
  const now = store.get().slots.find((slot) => slot.key === key)?.content;
  if (now?.kind !== "converting" || now.file !== file) return;
  if (note) setSlots(store, (slots) => changeSlot(slots, key, { note }));
  setContent(
    store,
    key,
    converted
      ? { kind: "uploading", file: converted, percent: 0 }
      : { kind: "failed", file, problem: { code: "cannot_convert" } },
  );
}

export const retrySlot = (store: ComposerStore, { key, content }: Slot) => {
  if (content.kind === "failed") {
    setContent(store, key, { kind: "uploading", file: content.file, percent: 0 });
  }
};

/** A conversion that was under way when its slot went begins again when the slot is back. */
export const resumeConversions = (store: ComposerStore) => {
  for (const slot of store.get().slots) {
    if (slot.content.kind === "converting") void convertSlot(store, slot);
  }
};

export function bringBack(store: ComposerStore, removed: readonly PlacedSlot[]) {
  store.set((state) => withSlots(state, restoreSlots(state.slots, removed)));
  resumeConversions(store);
}
