import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type ComposerState, emptyState } from "@/components/composer/composer-state";
import { createComposerStore } from "@/components/composer/composer-store";
import { createWalk, type Stop } from "@/components/prompt-history/walk";
import { MODELS } from "@/lib/generation/models";
import type { PastPrompt } from "@/lib/prompt-history/schema";

const PAGE = 3;

const past = (prompt: string, variables: PastPrompt["variables"] = {}): PastPrompt => ({
  generationId: "01JD0000000000000000000000",
  prompt,
  variables,
  useCount: 1,
  usedAt: "2026-11-24T09:00:00Z",
  author: { id: "01JD0000000000000000000000", name: "Lin" },
  image: null,
});

/** `sent` is what was sent before, newest first, in pages of three. */
function walkThrough(sent: PastPrompt[], draft: Partial<ComposerState> = {}) {
  const store = createComposerStore({ ...emptyState(MODELS), prompt: "Half a thought", ...draft });
  const stops: Stop[] = [];
  const gateway = { isDown: false };
  const { step } = createWalk({
    store,
    show: (stop) => stops.push(stop),
    async readPage(cursor) {
      if (gateway.isDown) throw new Error("down");
      const from = Number(cursor || 0);
      const to = from + PAGE;
      return {
        prompts: sent.slice(from, to),
        nextCursor: to < sent.length ? String(to) : null,
        total: from === 0 ? sent.length : null,
      };
    },
  });
  const type = (prompt: string) => store.set((state) => ({ ...state, prompt }));
  return { store, step, stops, gateway, type, text: () => store.get().prompt };
}

const SENT = ["newest", "second", "third", "fourth"].map((text) => past(text));

describe("Stepping through what was sent", () => {
  test("goes from the draft to the oldest, page by page, and stays there", async () => {
    const { step, text, stops } = walkThrough(SENT);
    const texts: string[] = [];
    for (let count = 0; count < 5; count += 1) {
      await step("older");
      texts.push(text());
    }
    expect(texts).toEqual(["newest", "second", "third", "fourth", "fourth"]);
    expect(stops.at(-1)).toMatchObject({ kind: "past", place: 4, total: 4 });
  });

  test("brings back the draft with its values past the newest", async () => {
    const draft = { prompt: "A [[colour]] boat", variables: { colour: "red|blue" } };
    const { step, store, stops } = walkThrough(
      [past("A boat at [[time]]", { time: "dawn" }), ...SENT],
      draft,
    );
    await step("older");
    expect(store.get().variables).toEqual({ time: "dawn" });
    await step("newer");
    expect(store.get()).toMatchObject(draft);
    expect(stops.at(-1)).toEqual({ kind: "draft" });
  });

  test("is one undo for each step", async () => {
    const { step, store } = walkThrough(SENT);
    await step("older");
    await step("older");
    expect(store.replacement()?.before.prompt).toBe("newest");
  });

  test("leaves everything but the text as it is", async () => {
    const { step, store } = walkThrough(SENT, { variantCount: 7, aspectRatio: "16:9" });
    await step("older");
    expect(store.get()).toMatchObject({ variantCount: 7, aspectRatio: "16:9" });
  });

  test("begins behind what is in the field already", async () => {
    const { step, text } = walkThrough(SENT, { prompt: "newest" });
    await step("older");
    expect(text()).toBe("second");
    await step("newer");
    expect(text()).toBe("newest");
  });

  test("takes what was typed over an old prompt for the draft", async () => {
    const { step, text, type } = walkThrough(SENT);
    await step("older");
    await step("older");
    type("second, but colder");
    await step("newer");
    expect(text()).toBe("second, but colder");
    await step("older");
    expect(text()).toBe("newest");
    await step("newer");
    expect(text()).toBe("second, but colder");
  });

  test("says so when nothing was sent yet or the studio does not answer", async () => {
    const { step, stops, text, gateway } = walkThrough([]);
    await step("older");
    expect(stops).toEqual([{ kind: "nothing" }]);
    gateway.isDown = true;
    await step("older");
    expect(stops.at(-1)).toEqual({ kind: "failed" });
    expect(text()).toBe("Half a thought");
  });

  test("finds new prompts when it is entered again", async () => {
    const sent = [...SENT];
    const { step, text } = walkThrough(sent);
    await step("older");
    await step("newer");
    sent.unshift(past("just now"));
    await step("older");
    expect(text()).toBe("just now");
  });
});

test("so many steps up and as many down lead back to the draft, however fast they come", async () => {
  const prompt = fc.string({ maxLength: 6, unit: fc.constantFrom("a", "б", " ", "{", "@", "\n") });
  const variables = fc.dictionary(fc.constantFrom("x", "y"), fc.constantFrom("1", "2"));
  const scene = fc.record({
    texts: fc.uniqueArray(prompt, { maxLength: 12 }),
    draft: fc.record({ prompt, variables }),
    count: fc.nat(15),
  });
  await fc.assert(
    fc.asyncProperty(scene, async ({ texts, draft, count }) => {
      const walk = walkThrough(
        texts.map((text) => past(text)),
        draft,
      );
      const steps = (["older", "newer"] as const).flatMap((way) => Array(count).fill(way));
      await Promise.all(steps.map(walk.step));
      expect(walk.store.get()).toMatchObject(draft);
      expect(walk.stops.filter(({ kind }) => kind === "failed")).toEqual([]);
    }),
  );
});
