import { describe, expect, test, vi } from "vitest";
import {
  type ComposerState,
  draftOf,
  emptyState,
  knownDraftOf,
  stateFrom,
} from "@/components/composer/composer-state";
import { createComposerStore } from "@/components/composer/composer-store";
import { readNewerDraft } from "@/components/composer/draft-storage";
import { generateBlock, promptLength } from "@/components/composer/generate-block";
import { priceOf } from "@/components/composer/prices";
import { recalled } from "@/components/composer/recall";
import {
  changeModel,
  modelOf,
  pick,
  settingsFrom,
  withOptions,
} from "@/components/composer/settings";
import { doneVariant, generationView } from "@/components/generation/test-views";
import type { Slot, SlotContent } from "@/components/reference-image/slots";
import type { Viewer } from "@/lib/account/schema";
import { draftSchema } from "@/lib/draft/schema";
import { MODELS } from "@/lib/generation/models";
import { PROMPT_LENGTH_MAX } from "@/lib/generation/schema/facts";

const file = new File(["x"], "x.jpg");
const id = (number: number) => `01JD000000000000000000${String(number).padStart(4, "0")}`;
const slot = (number: number, content?: SlotContent): Slot => ({
  key: id(number),
  name: `picture-${number}`,
  role: null,
  isEnabled: true,
  content: content ?? { kind: "ready", image: { id: id(number), thumbhash: "hash" } },
});
const slots = (count: number) => Array.from({ length: count }, (_, index) => slot(index));
const composed = (given: Partial<ComposerState> = {}): ComposerState => ({
  ...emptyState(MODELS),
  prompt: "a red bicycle",
  ...given,
});

const PRO_4K = "gemini-3-pro-image-preview-4k";
const PRO = "gemini-3-pro-image-preview";
const OFFICIAL = "gemini-3-pro-image-preview-official";
const FLASH_25 = "gemini-2.5-flash-image-preview";

describe("A draft", () => {
  test("comes back as it was left", () => {
    const state = composed({ slots: slots(3), changedAt: 7 });
    expect(draftSchema.parse(draftOf(state))).toEqual(draftOf(state));
    expect(stateFrom(knownDraftOf(state), MODELS)).toEqual(state);
  });

  test("holds no file that has not arrived", () => {
    const state = composed({
      slots: [slot(1), slot(2, { kind: "uploading", file, percent: 3 })],
    });
    expect(draftOf(state).references).toEqual([
      { referenceImageId: id(1), name: "picture-1", role: null, isEnabled: true },
    ]);
  });

  test("shows by name a picture that the server no longer has", () => {
    const { draft } = knownDraftOf(composed({ slots: slots(2) }));
    const state = stateFrom({ draft, images: [{ id: id(0), thumbhash: "hash" }] }, MODELS);
    expect(state.slots.map(({ name, content }) => [name, content.kind])).toEqual([
      ["picture-0", "ready"],
      ["picture-1", "missing"],
    ]);
  });

  test("with a model that is not offered any more opens with the default", () => {
    const { draft } = knownDraftOf(composed({ model: "withdrawn", prompt: "kept" }));
    expect(stateFrom({ draft, images: [] }, MODELS)).toMatchObject({
      model: PRO_4K,
      prompt: "kept",
    });
  });

  test("is this browser's copy only where that is newer than the server's, and whole", async () => {
    const owner = { user: { id: "u" }, team: { id: "t" } } as Viewer;
    const local = knownDraftOf(composed({ changedAt: 2 }));
    const keep = (value: unknown) =>
      vi.stubGlobal("localStorage", { getItem: () => JSON.stringify(value) });
    keep(local);
    expect(await readNewerDraft(owner, 1)).toEqual(local);
    expect(await readNewerDraft(owner, 2)).toBeNull();
    keep({ draft: { changedAt: 2 } });
    expect(await readNewerDraft(owner, 1)).toBeNull();
    keep(null);
    expect(await readNewerDraft(owner, 0)).toBeNull();
    vi.unstubAllGlobals();
  });
});

describe("The store", () => {
  test("dates what is kept, and only that", () => {
    let now = 100;
    const store = createComposerStore(emptyState(MODELS), () => now);
    store.set((state) => ({ ...state, prompt: "a" }));
    expect(store.get().changedAt).toBe(100);
    now = 200;
    store.set((state) => ({ ...state, notice: { code: "left_out", names: ["b"] } }));
    expect(store.get().changedAt).toBe(100);
  });

  test("dates a later change later, also when the clock was set back", () => {
    const store = createComposerStore(composed({ changedAt: 500 }), () => 100);
    store.set((state) => ({ ...state, prompt: "later" }));
    expect(store.get().changedAt).toBe(501);
  });
});

describe("A recall", () => {
  test("takes the place of everything", () => {
    const past = generationView(1, {
      prompt: "amber",
      variants: [doneVariant(1), doneVariant(2), doneVariant(3, { cell: 1 })],
    });
    const state = recalled(composed({ slots: slots(2), prompt: "before" }), past);
    expect(state).toMatchObject({
      prompt: "amber",
      model: past.model,
      aspectRatio: "4:5",
      resolution: "2K",
      // The third was a retry of the first cell.
      variantCount: 2,
      slots: [],
    });
  });
});

test("A recall of a model that was removed says which one took its place", () => {
  const state = recalled(composed(), generationView(1, { model: "withdrawn" }));
  expect(state).toMatchObject({
    model: PRO_4K,
    notice: { code: "model_gone", from: "withdrawn" },
  });
  expect(recalled(composed(), generationView(1, {}), ["prompt"]).notice).toBeNull();
});

describe("Another model", () => {
  const chosen = settingsFrom({ model: PRO, aspectRatio: "4:5", resolution: "2K" }, MODELS);

  test("says what it cannot make", () => {
    expect(changeModel(chosen, PRO_4K).notice).toMatchObject({ code: "adjusted_both" });
    expect(changeModel(chosen, FLASH_25).notice).toMatchObject({ code: "adjusted_both" });
    const square = pick(chosen, { aspectRatio: "1:1" });
    expect(changeModel(square, PRO_4K).notice).toEqual({
      code: "adjusted_resolution",
      from: "2K",
      to: "4K",
    });
    const large = pick(chosen, { resolution: "4K" });
    expect(changeModel(large, PRO_4K).notice).toEqual({
      code: "adjusted_ratio",
      from: "4:5",
      to: "3:4",
    });
  });

  test("brings the earlier choice back with a model that can make it", () => {
    const there = changeModel(chosen, PRO_4K).settings;
    expect(there).toMatchObject({ aspectRatio: "3:4", resolution: "4K" });
    const back = changeModel(there, PRO);
    expect(back.settings).toMatchObject({ aspectRatio: "4:5", resolution: "2K" });
    expect(back.notice).toBeNull();
  });

  test("does not bring back what was chosen anew meanwhile", () => {
    const there = pick(changeModel(chosen, PRO_4K).settings, { aspectRatio: "16:9" });
    expect(changeModel(there, PRO).settings).toMatchObject({
      aspectRatio: "16:9",
      resolution: "2K",
    });
  });
});

describe("The values that only some models take", () => {
  test("are kept through a model that has none of them", () => {
    const store = createComposerStore(composed({ model: OFFICIAL, options: { temperature: 0.4 } }));
    const choose = (model: string) =>
      store.set((state) => ({ ...state, ...changeModel(state, model).settings }));
    choose(PRO_4K);
    choose(OFFICIAL);
    expect(store.get().options).toEqual({ temperature: 0.4 });
    expect(draftOf(store.get()).options).toEqual({ temperature: 0.4 });
  });

  test("go back to the model one by one", () => {
    const both = withOptions({ temperature: 0.4 }, { topP: 0.5 });
    expect(both).toEqual({ temperature: 0.4, topP: 0.5 });
    expect(Object.keys(withOptions(both, { temperature: undefined }))).toEqual(["topP"]);
  });
});

describe("Generate waits", () => {
  test.each<[string, Partial<ComposerState>, ReturnType<typeof generateBlock>]>([
    ["for nothing when all is well", {}, null],
    ["for a prompt", { prompt: "" }, { code: "no_prompt" }],
    ["for more than invisible characters", { prompt: " \n\u200b" }, { code: "no_prompt" }],
    [
      "for a shorter prompt",
      { prompt: "x".repeat(PROMPT_LENGTH_MAX + 1) },
      { code: "too_long", length: PROMPT_LENGTH_MAX + 1, max: PROMPT_LENGTH_MAX },
    ],
    [
      "for a prompt that the model takes",
      { prompt: "x".repeat(1001), model: FLASH_25, resolution: "1K" },
      { code: "too_long", length: 1001, max: 1000 },
    ],
    [
      "for uploads",
      {
        slots: [
          slot(1, { kind: "uploading", file, percent: 1 }),
          slot(2, { kind: "converting", file }),
          slot(3),
        ],
      },
      { code: "uploading", count: 2 },
    ],
    ["for files that were just given", { arrivingCount: 2 }, { code: "uploading", count: 2 }],
    [
      "for a file that was not added",
      { slots: [slot(1, { kind: "failed", file, problem: { code: "network" } })] },
      { code: "failed", count: 1 },
    ],
    [
      "for a picture that is gone",
      { slots: [slot(1, { kind: "missing", image: { id: id(1), thumbhash: null } })] },
      { code: "missing", count: 1 },
    ],
    [
      "for fewer pictures than the model refuses",
      { slots: slots(4), model: FLASH_25, resolution: "1K" },
      { code: "too_many_references", model: "Gemini 2.5 Flash Image", max: 3 },
    ],
    ["for a price", { model: PRO_4K, resolution: "1K" }, { code: "no_price" }],
  ])("%s", (_, given, block) => {
    expect(generateBlock(composed(given), { prices: null, mayGenerate: true })).toEqual(block);
  });

  test("for another role of who only looks on, whatever else is missing", () => {
    const means = { prices: null, mayGenerate: false };
    const refused = { code: "not_allowed" };
    expect(generateBlock(composed(), means)).toEqual(refused);
    expect(generateBlock(composed({ prompt: "" }), means, "staged")).toEqual(refused);
  });

  test("a price that an admin has entered lifts the block and is what the button shows", () => {
    const entered = {
      model: PRO_4K,
      resolution: "1K",
      priceMicroUsd: 50_000,
      kind: "entered" as const,
      source: "invoice",
      readOn: "2026-11-20",
    };
    const state = composed({ model: PRO_4K, resolution: "1K" });
    expect(generateBlock(state, { prices: [entered], mayGenerate: true })).toBeNull();
    expect(priceOf([entered], modelOf(state), "1K")?.priceMicroUsd).toBe(50_000);
  });

  test("characters are counted as people see them coming, not as halves", () => {
    expect(promptLength(composed({ prompt: "🍐".repeat(10), model: PRO })).length).toBe(10);
  });

  test("the count is shown from nine tenths of the limit", () => {
    const near = (length: number) =>
      promptLength(composed({ prompt: "x".repeat(length), model: FLASH_25 })).isNear;
    expect([near(900), near(901)]).toEqual([false, true]);
  });
});
