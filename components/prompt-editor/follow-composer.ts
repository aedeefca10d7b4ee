import { EditorState, type StateEffect } from "@codemirror/state";
import type { EditorView } from "@codemirror/view";
import type { ComposerState } from "@/components/composer/composer-state";
import type { Replacement } from "@/components/composer/composer-store";
import {
  type FieldWords,
  promptExtensions,
  wordsCompartment,
  wordsExtension,
} from "@/components/prompt-editor/extensions";
import type { KeptEditor } from "@/components/prompt-editor/kept-editor";
import { type NamedReference, setReferences } from "@/components/prompt-editor/prompt-context";
import { cleaningTo, passageTo } from "@/components/prompt-editor/whole-undo";

export type Surroundings = {
  state: ComposerState;
  replacement: Replacement | null;
  references: readonly NamedReference[];
  words: FieldWords;
};

/** An editor that has nothing to follow yet. `text` is where its undo begins. */
export function newEditor(text: string, { state, replacement, words }: Surroundings): KeptEditor {
  const handlers = { current: null };
  return {
    state: EditorState.create({ doc: text, extensions: promptExtensions(handlers, words) }),
    handlers,
    seen: state,
    replacement,
    references: [],
    words,
  };
}

/** Brings the editor to what the composer says, and does nothing when it says the same. */
export function follow(view: EditorView, kept: KeptEditor, now: Surroundings): void {
  const effects = [...referenceEffects(kept, now), ...wordEffects(kept, now)];
  if (effects.length > 0) view.dispatch({ effects });
  followText(view, kept, now);
  Object.assign(kept, {
    seen: now.state,
    replacement: now.replacement,
    references: now.references,
    words: now.words,
  });
}

function followText(view: EditorView, kept: KeptEditor, { state, replacement }: Surroundings) {
  const text = state.prompt.replace(/\r\n?/g, "\n");
  const typed = view.state.doc.toString();
  const isWhole = replacement !== kept.replacement;
  if (typed === text && !isWhole) return;
  const from = isWhole && replacement ? replacement.before : kept.seen;
  view.dispatch(
    typed !== text && typed.replaceAll("\0", "").toWellFormed() === text
      ? cleaningTo(view.state, text)
      : passageTo(view.state, text, { from, to: state, isWhole }),
  );
}

const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

const referenceEffects = (kept: KeptEditor, now: Surroundings): StateEffect<unknown>[] =>
  isSame(kept.references, now.references) ? [] : [setReferences.of(now.references)];

const wordEffects = (kept: KeptEditor, now: Surroundings): StateEffect<unknown>[] =>
  isSame(kept.words, now.words)
    ? []
    : [wordsCompartment.reconfigure(wordsExtension(kept.handlers, now.words))];
