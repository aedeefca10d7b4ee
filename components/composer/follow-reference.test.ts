import { describe, expect, test } from "vitest";
import { type ComposerState, emptyState } from "@/components/composer/composer-state";
import { createComposerStore } from "@/components/composer/composer-store";
import { follow, followedShape } from "@/components/composer/follow-reference";
import { changeModel, settingsFrom } from "@/components/composer/settings";
import { changeSlot, moveSlot, type Slot } from "@/components/reference-image/slots";
import { MODELS } from "@/lib/generation/models";

const PRO = "gemini-3-pro-image-preview";
const PRO_4K = "gemini-3-pro-image-preview-4k";

const picture = (key: string, width?: number, height?: number): Slot => ({
  key,
  name: key,
  role: null,
  isEnabled: true,
  content: { kind: "ready", image: { id: key, thumbhash: "hash", width, height } },
});
const uploading = (key: string): Slot => ({
  ...picture(key),
  content: { kind: "uploading", file: new File([], key), percent: 0 },
});
const portrait = picture("portrait", 1600, 2000);
const wide = picture("wide", 1920, 1080);

const withModel = (model: string, given: Partial<ComposerState> = {}): ComposerState => ({
  ...emptyState(MODELS),
  ...settingsFrom({ model, aspectRatio: "1:1", resolution: "4K" }, MODELS),
  ...given,
});
const storeOf = (given: Partial<ComposerState> = {}) =>
  createComposerStore(withModel(PRO, given), () => 1);
type Store = ReturnType<typeof storeOf>;
const put = (store: Store, slots: readonly Slot[]) => store.set((state) => ({ ...state, slots }));
const seen = (store: Store) => {
  const { aspectRatio, ratioNotice } = store.get();
  return [aspectRatio, ratioNotice?.code ?? null];
};

describe("The ratio follows the first reference", () => {
  test("when it arrives, is moved, and is switched off", () => {
    const store = storeOf();
    put(store, [portrait, wide]);
    expect(seen(store)).toEqual(["4:5", "followed"]);
    put(store, moveSlot(store.get().slots, "wide", 0));
    expect(seen(store)).toEqual(["16:9", "followed"]);
    put(store, changeSlot(store.get().slots, "wide", { isEnabled: false }));
    expect(seen(store)).toEqual(["4:5", "followed"]);
  });

  test("and says nothing when that changes nothing", () => {
    const store = storeOf();
    put(store, [portrait]);
    put(store, [picture("another", 800, 1000), portrait]);
    expect(seen(store)).toEqual(["4:5", null]);
  });

  test("not the second one while the first is still on its way", () => {
    const store = storeOf();
    put(store, [uploading("first"), wide]);
    expect(seen(store)).toEqual(["1:1", null]);
    put(store, [picture("first", 1600, 2000), wide]);
    expect(seen(store)).toEqual(["4:5", "followed"]);
  });

  test("and stays when the last one goes", () => {
    const store = storeOf();
    put(store, [portrait]);
    put(store, []);
    expect(store.get().aspectRatio).toBe("4:5");
  });

  test("not one whose size nobody knows", () => {
    const store = storeOf();
    put(store, [picture("old")]);
    expect(seen(store)).toEqual(["1:1", null]);
  });

  test("not after a ratio was chosen by hand, and again once it is let go", () => {
    const store = storeOf({ isRatioLocked: true });
    put(store, [portrait]);
    expect(seen(store)).toEqual(["1:1", null]);
    store.set((state) => follow({ ...state, isRatioLocked: false }));
    expect(seen(store)).toEqual(["4:5", "followed"]);
  });

  test("as near as the model can, and says what it became", () => {
    const store = createComposerStore(withModel(PRO_4K), () => 1);
    put(store, [portrait]);
    expect(store.get().ratioNotice).toEqual({
      code: "followed_nearest",
      number: 1,
      from: "4:5",
      to: "3:4",
    });
  });

  test("to its own shape with the next model that makes it", () => {
    const state = follow(withModel(PRO_4K, { slots: [portrait] }));
    expect(state.aspectRatio).toBe("3:4");
    const { settings, notice } = changeModel(state, PRO, followedShape(state));
    expect(settings.aspectRatio).toBe("4:5");
    expect(notice).toBeNull();
  });

  test("by its own shape, not by that of the ratio that another model had", () => {
    // 0.88 is called 4:5, and nearer to 1:1 than to 3:4 where 4:5 is not made.
    const state = follow(withModel(PRO, { slots: [picture("nearly-square", 880, 1000)] }));
    expect(state.aspectRatio).toBe("4:5");
    expect(changeModel(state, PRO_4K, followedShape(state)).settings.aspectRatio).toBe("1:1");
  });
});
