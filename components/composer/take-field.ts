import type { ComposerState } from "@/components/composer/composer-state";
import type { ComposerStore } from "@/components/composer/composer-store";
import type { Notice } from "@/components/composer/notice";
import { recalled } from "@/components/composer/recall";
import type { RecallField } from "@/components/composer/recall-parts";
import { modelOf, withOptions } from "@/components/composer/settings";
import { place, setSlots } from "@/components/composer/tray-changes";
import { imageOf, newSlotKey, type Slot } from "@/components/reference-image/slots";
import type { GenerationReferenceView, GenerationView } from "@/lib/generation/schema";
import { REFERENCE_IMAGE_COUNT_MAX } from "@/lib/generation/schema/facts";
import type { GenerationOptions } from "@/lib/generation/schema/inputs";

type Told = `notice.${Notice["code"]}` | `referred.${"known" | "full" | "added"}` | "taken";

type Taken = {
  /** The words: messages, `composer`. */
  told: readonly [key: Told, values: Record<string, string | number>];
  /** Brings back what was in its place, and nothing else. Null where nothing was changed. */
  undo: (() => void) | null;
};

/** One field of a past generation takes the place of what the composer has; a reference joins the tray. */
export function takeField(
  store: ComposerStore,
  generation: GenerationView,
  field: RecallField,
): Taken {
  if (typeof field === "object" && "reference" in field) {
    return takeReference(store, field.reference);
  }
  const before = store.get();
  const after = changed(before, generation, field);
  store.replace(() => after);
  const { code } = generation;
  const { notice } = after;
  const told =
    notice && notice !== before.notice && !("names" in notice)
      ? ([`notice.${notice.code}`, { ...notice, model: modelOf(after).label }] as const)
      : (["taken", { code, field: typeof field === "object" ? "option" : field }] as const);
  return { told, undo: () => store.replace((state) => restored(state, before, after)) };
}

function changed(
  state: ComposerState,
  generation: GenerationView,
  field: Exclude<RecallField, { reference: unknown }>,
): ComposerState {
  if (typeof field === "string") return recalled(state, generation, [field]);
  const { option } = field;
  const change: GenerationOptions = { [option]: generation.options[option] };
  return { ...state, options: withOptions(state.options, change), notice: null };
}

/** What was typed or chosen since stays. */
function restored(state: ComposerState, before: ComposerState, after: ComposerState) {
  const taken = (Object.keys(before) as (keyof ComposerState)[]).filter(
    (key) => before[key] !== after[key],
  );
  const old = Object.fromEntries(taken.map((key) => [key, before[key]]));
  return { ...state, ...old };
}

function takeReference(store: ComposerStore, reference: GenerationReferenceView): Taken {
  const { referenceImageId: id, name, role, thumbhash, width, height } = reference;
  const { slots } = store.get();
  const known = slots.findIndex((slot) => imageOf(slot)?.id === id) + 1;
  if (known > 0) return { told: ["referred.known", { name, number: known }], undo: null };
  if (slots.length >= REFERENCE_IMAGE_COUNT_MAX) {
    return { told: ["referred.full", { name, max: REFERENCE_IMAGE_COUNT_MAX }], undo: null };
  }
  const content = { kind: "ready", image: { id, thumbhash, width, height } } as const;
  // Also one that was switched off there: whoever takes it wants it.
  const slot: Slot = { key: newSlotKey(), name, role, isEnabled: true, content };
  place(store, [slot]);
  return {
    told: ["referred.added", { name, number: slots.length + 1 }],
    undo: () => setSlots(store, (now) => now.filter(({ key }) => key !== slot.key)),
  };
}
