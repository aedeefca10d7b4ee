import { renameToken, toReferenceName } from "@/lib/generation/policy/prompt";
import { REFERENCE_IMAGE_COUNT_MAX } from "@/lib/generation/schema/facts";
import type { ReferenceRole, Variables } from "@/lib/generation/schema/inputs";
import type { UploadRefusal } from "@/lib/reference-image/schema";

/** What a tile needs of a stored picture. `thumbhash` is null for one that is gone. */
export type TrayImage = {
  id: string;
  thumbhash: string | null;
  /** Px; unknown for one that is gone. */
  width?: number | undefined;
  height?: number | undefined;
};

/** One of our pictures on its way into the tray. */
export type StagedPicture = { imageId: string; thumbhash: string | null };

/** Why a file is not in the tray yet: the server's answer, or what went wrong before it. */
export type FileProblem = UploadRefusal | { code: "network" } | { code: "cannot_convert" };

export type SlotContent =
  | { kind: "ready"; image: TrayImage }
  /** It was here once; the server no longer has it. */
  | { kind: "missing"; image: TrayImage }
  | { kind: "uploading"; file: File; percent: number }
  | { kind: "converting"; file: File }
  | ({ kind: "staging" } & StagedPicture)
  | { kind: "failed"; file: File; problem: FileProblem };

/** The order of the slots is the order in which the pictures are sent. */
export type Slot = {
  key: string;
  /** What stands after an @; no two slots have the same. */
  name: string;
  role: ReferenceRole | null;
  /** Switched off it stays in the tray and is not sent. */
  isEnabled: boolean;
  /** What was done to the file before it was sent, such as `HEIC → JPEG`. */
  note?: string;
  content: SlotContent;
};
export type Slots = readonly Slot[];

/** A slot and the place, from 0, that it had. */
export type PlacedSlot = { slot: Slot; index: number };

/** Where files were dropped; null is the end of the row. */
export type DropPlace = { kind: "replace" | "insert"; index: number } | null;

export const imageOf = ({ content }: Pick<Slot, "content">): TrayImage | null =>
  content.kind === "ready" || content.kind === "missing" ? content.image : null;

const insertAt = (slots: Slots, index: number, added: Slots): Slots => [
  ...slots.slice(0, index),
  ...added,
  ...slots.slice(index),
];

/** The first of the added take the place, or the name, role and switch of the slot, that they were dropped on. */
export function addSlots(
  slots: Slots,
  added: Slots,
  place: DropPlace = null,
): { slots: Slots; leftOut: Slots } {
  const [first, ...rest] = added;
  if (place?.kind === "replace" && first && place.index < slots.length) {
    const replaced = slots.map((slot, index) =>
      index === place.index ? takeOver(slot, first) : slot,
    );
    return addSlots(replaced, rest, { kind: "insert", index: place.index + 1 });
  }
  const room = Math.max(0, REFERENCE_IMAGE_COUNT_MAX - slots.length);
  return {
    slots: insertAt(slots, place?.index ?? slots.length, added.slice(0, room)),
    leftOut: added.slice(room),
  };
}

const takeOver = ({ name, role, isEnabled }: Slot, by: Slot): Slot => ({
  ...by,
  name,
  role,
  isEnabled,
});

/** `before` in the place of the slot that took it over, wherever that is now. */
export function undoTakeOver(slots: Slots, key: string, before: PlacedSlot): Slots {
  return slots.some((slot) => slot.key === key)
    ? slots.map((slot) => (slot.key === key ? takeOver(slot, before.slot) : slot))
    : restoreSlots(slots, [before]).slots;
}

export const changeSlot = (
  slots: Slots,
  key: string,
  change: Partial<Pick<Slot, "role" | "isEnabled" | "note">>,
): Slots => slots.map((slot) => (slot.key === key ? { ...slot, ...change } : slot));

type Named = { slots: Slots; prompt: string; variables: Variables };

/** The name that a slot gets when somebody types `text`. */
export const nextName = (slots: Slots, key: string, text: string): string =>
  toReferenceName(
    text,
    slots.flatMap((slot) => (slot.key === key ? [] : [slot.name])),
  );

/** Also wherever the text and the values of its variables name it. */
export function renameSlot<T extends Named>(state: T, key: string, text: string): T {
  const old = state.slots.find((slot) => slot.key === key)?.name;
  if (old === undefined) return state;
  const name = nextName(state.slots, key, text);
  const renamed = (typed: string) => renameToken(typed, old, name);
  return {
    ...state,
    slots: state.slots.map((slot) => (slot.key === key ? { ...slot, name } : slot)),
    prompt: renamed(state.prompt),
    variables: Object.fromEntries(
      Object.entries(state.variables).map(([variable, values]) => [variable, renamed(values)]),
    ),
  };
}

/** `index` from 0; beyond either end is that end. */
export function moveSlot(slots: Slots, key: string, index: number): Slots {
  const moved = slots.find((slot) => slot.key === key);
  if (!moved) return slots;
  const others = slots.filter((slot) => slot !== moved);
  return insertAt(others, Math.min(Math.max(index, 0), others.length), [moved]);
}

export function removeSlots(
  slots: Slots,
  isRemoved: (slot: Slot, index: number) => boolean,
): { slots: Slots; removed: PlacedSlot[] } {
  const removed = slots.flatMap((slot, index) => (isRemoved(slot, index) ? [{ slot, index }] : []));
  return { slots: slots.filter((slot) => !removed.some((each) => each.slot === slot)), removed };
}

/** Puts removed slots back where they were, unless they have come back or the tray is full by now. */
export function restoreSlots(
  slots: Slots,
  removed: readonly PlacedSlot[],
): { slots: Slots; leftOut: Slots } {
  let restored = slots;
  const leftOut: Slot[] = [];
  for (const { slot, index } of removed) {
    const image = imageOf(slot);
    if (restored.some(({ key }) => key === slot.key)) continue;
    if (image && restored.some((each) => imageOf(each)?.id === image.id)) continue;
    const taken = restored.map((each) => each.name);
    const named = { ...slot, name: toReferenceName(slot.name, taken) };
    const added = addSlots(restored, [named], { kind: "insert", index });
    restored = added.slots;
    leftOut.push(...added.leftOut);
  }
  return { slots: restored, leftOut };
}

let newCount = 0;

/** Of a slot whose picture has no id yet; holds until the page goes. */
export function newSlotKey(): string {
  newCount += 1;
  return `new-${newCount}`;
}

/** Does nothing when the slot has been removed meanwhile. */
export const fillSlot = (slots: Slots, key: string, content: SlotContent): Slots =>
  slots.map((slot) => (slot.key === key ? { ...slot, content } : slot));

/** The same picture twice keeps the slot that had it first; `keptIn` is its number, from 1. */
export function finishUpload(
  slots: Slots,
  key: string,
  image: TrayImage,
): { slots: Slots; keptIn: number | null } {
  const twin = slots.findIndex((slot) => slot.key !== key && imageOf(slot)?.id === image.id);
  if (twin === -1) return { slots: fillSlot(slots, key, { kind: "ready", image }), keptIn: null };
  const { slots: kept } = removeSlots(slots, (slot) => slot.key === key);
  return { slots: kept, keptIn: kept.findIndex((slot) => imageOf(slot)?.id === image.id) + 1 };
}

/** Slots for pictures that are stored. A picture twice keeps its first place. */
export function slotsOf(images: readonly Omit<Slot, "key">[]): Slots {
  const slots = new Map<string, Slot>();
  for (const { name: kept, ...image } of images) {
    const key = imageOf(image)?.id;
    // The id serves as the key: the server and the browser have to agree on it.
    if (!key || slots.has(key)) continue;
    const taken = [...slots.values()].map((slot) => slot.name);
    slots.set(key, { ...image, key, name: toReferenceName(kept, taken) });
  }
  return [...slots.values()];
}

export const markMissing = (slots: Slots, imageIds: readonly string[]): Slots =>
  slots.map((slot) => {
    const image = imageOf(slot);
    return image && imageIds.includes(image.id)
      ? { ...slot, content: { kind: "missing", image } }
      : slot;
  });

/** Something has to be done about it before anything can be sent. */
export const isFaulty = ({ content }: Slot) =>
  content.kind === "failed" || content.kind === "missing";
