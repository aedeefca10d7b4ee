import { expect, test } from "vitest";
import { type ComposerState, emptyState } from "@/components/composer/composer-state";
import { createComposerStore } from "@/components/composer/composer-store";
import type { RecallField } from "@/components/composer/recall-parts";
import { takeField } from "@/components/composer/take-field";
import { generationView } from "@/components/generation/test-views";
import type { Slots } from "@/components/reference-image/slots";
import { MODELS } from "@/lib/generation/models";
import type { GenerationReferenceView } from "@/lib/generation/schema";

const PRO_4K = "gemini-3-pro-image-preview-4k";
const PRO = "gemini-3-pro-image-preview";

const idOf = (number: number) => `01JD000000000000000000${String(number).padStart(4, "0")}`;
const reference = (number: number, name: string): GenerationReferenceView => ({
  slot: number,
  referenceImageId: idOf(number),
  name,
  role: "style",
  isEnabled: true,
  mime: "image/png",
  width: 800,
  height: 1000,
  thumbhash: "hash",
});
const tray = (...names: string[]): Slots =>
  names.map((name, index) => ({
    key: name,
    name,
    role: null,
    isEnabled: true,
    content: { kind: "ready", image: { id: idOf(100 + index), thumbhash: "hash" } },
  }));

const past = generationView(1, {
  prompt: "[[tone]] amber",
  variables: { tone: "warm" },
  options: { temperature: 0.4, topP: 0.9 },
  references: [reference(1, "stone")],
});
const storeWith = (given: Partial<ComposerState> = {}) =>
  createComposerStore({
    ...emptyState(MODELS),
    model: PRO,
    prompt: "before",
    options: { topP: 0.2 },
    slots: tray("lamp"),
    ...given,
  });
const shown = ({
  prompt,
  variables,
  options,
  slots,
  model,
  aspectRatio,
  resolution,
}: ComposerState) => ({
  prompt,
  variables,
  options,
  model,
  aspectRatio,
  resolution,
  names: slots.map(({ name }) => name),
});

test.each<[string, RecallField, object]>([
  [
    "the prompt with its variables",
    "prompt",
    { prompt: "[[tone]] amber", variables: { tone: "warm" } },
  ],
  ["the ratio", "aspectRatio", { aspectRatio: "4:5" }],
  ["the resolution", "resolution", { resolution: "2K" }],
  ["one option", { option: "temperature" }, { options: { topP: 0.2, temperature: 0.4 } }],
  ["one reference", { reference: reference(1, "stone") }, { names: ["lamp", "stone"] }],
])("%s is taken by itself, and its undo leaves what was done since", (_, field, change) => {
  const store = storeWith();
  const before = shown(store.get());
  const { undo } = takeField(store, past, field);
  expect(shown(store.get())).toEqual({ ...before, ...change });

  store.set((state) => ({ ...state, variantCount: 7 }));
  undo?.();
  expect(shown(store.get())).toEqual(before);
  expect(store.get().variantCount).toBe(7);
});

test("the model is taken with what was chosen here, as far as it can make it", () => {
  const store = storeWith({ chosen: { aspectRatio: "4:5", resolution: "2K" } });
  const { told } = takeField(store, generationView(1, { model: PRO_4K }), "model");
  expect(shown(store.get())).toMatchObject({ model: PRO_4K, aspectRatio: "3:4", prompt: "before" });
  expect(told[0]).toBe("notice.adjusted_both");
});

test("a model that is gone is not said to be set", () => {
  const { told } = takeField(storeWith(), generationView(1, { model: "withdrawn" }), "model");
  expect(told).toEqual(["notice.model_gone", expect.objectContaining({ from: "withdrawn" })]);
});

test("a ratio that is taken is chosen by hand: the first reference no longer changes it", () => {
  const store = storeWith();
  takeField(store, past, "aspectRatio");
  expect(store.get().isRatioLocked).toBe(true);
});

test("a reference keeps its job, takes a name of its own, and comes once", () => {
  const store = storeWith({ slots: tray("stone") });
  expect(takeField(store, past, { reference: reference(1, "stone") }).told).toEqual([
    "referred.added",
    { name: "stone", number: 2 },
  ]);
  expect(store.get().slots[1]).toMatchObject({ name: "stone-2", role: "style", isEnabled: true });
  const again = takeField(store, past, { reference: reference(1, "stone") });
  expect(again).toEqual({ told: ["referred.known", { name: "stone", number: 2 }], undo: null });
  expect(store.get().slots).toHaveLength(2);
});

test("a full tray says so and stays as it is", () => {
  const names = Array.from({ length: 14 }, (_, index) => `picture-${index}`);
  const store = storeWith({ slots: tray(...names) });
  const { told, undo } = takeField(store, past, { reference: reference(1, "stone") });
  expect(told).toEqual(["referred.full", { name: "stone", max: 14 }]);
  expect(undo).toBeNull();
  expect(store.get().slots).toHaveLength(14);
});
