import type { ComposerState } from "@/components/composer/composer-state";
import type { ComposerStore } from "@/components/composer/composer-store";
import type { PastPrompt, PastPromptPage } from "@/lib/prompt-history/schema";

/** Where a step has led; `place` counts from the newest, which is 1, and the parked draft is 0. */
export type Stop =
  | { kind: "past"; place: number; total: number; past: PastPrompt }
  | { kind: "draft" }
  /** Nothing was sent yet. */
  | { kind: "nothing" }
  | { kind: "failed" };

type Written = Pick<ComposerState, "prompt" | "variables">;

type WalkPorts = {
  store: Pick<ComposerStore, "get" | "replace">;
  /** An empty cursor begins with the newest. */
  readPage: (cursor: string) => Promise<PastPromptPage>;
  show: (stop: Stop) => void;
};

const isSame = (a: Written, b: Written) =>
  a.prompt === b.prompt && JSON.stringify(a.variables) === JSON.stringify(b.variables);

/**
 * Steps through what was sent, in the composer itself. The draft is parked as entry 0; a text that is typed over
 * becomes the draft.
 */
export function createWalk({ store, readPage, show }: WalkPorts) {
  let draft: Written = { prompt: "", variables: {} };
  let known: PastPrompt[] = [];
  let nextCursor: string | null = null;
  let total = 0;
  let place = 0;
  let turn = Promise.resolve();

  const isInside = () => place > 0 && store.get().prompt === known[place - 1]?.prompt;

  function take(page: PastPromptPage) {
    known = [...known, ...page.prompts];
    nextCursor = page.nextCursor;
    total = Math.max(page.total ?? total, known.length);
  }

  async function enter() {
    const page = await readPage("");
    const { prompt, variables } = store.get();
    draft = { prompt, variables };
    place = 0;
    known = [];
    take(page);
  }

  /** What is in the field already would be a step to nowhere. */
  const firstPlace = () => (known[0] && isSame(draft, known[0]) ? 2 : 1);

  function goTo(next: number) {
    place = next;
    const past = known[place - 1];
    const written = past ?? draft;
    if (!isSame(store.get(), written)) {
      const { prompt, variables } = written;
      store.replace((state) => ({ ...state, prompt, variables }));
    }
    show(past ? { kind: "past", place, total, past } : { kind: "draft" });
  }

  async function up() {
    if (!isInside()) await enter();
    const next = Math.max(place + 1, firstPlace());
    if (nextCursor && next > known.length) {
      take(await readPage(nextCursor));
      // Whoever has typed meanwhile goes on typing.
      if (place > 0 && !isInside()) return;
    }
    if (known.length === 0) show({ kind: "nothing" });
    else goTo(Math.min(next, known.length));
  }

  function down() {
    if (isInside()) goTo(place <= firstPlace() ? 0 : place - 1);
  }

  return {
    /** One step after the other, also when keys come faster than pages. Never throws. */
    step(towards: "older" | "newer"): Promise<void> {
      turn = turn.then(towards === "older" ? up : down).catch(() => show({ kind: "failed" }));
      return turn;
    },
  };
}
