import { history, invertedEffects, isolateHistory } from "@codemirror/commands";
import {
  Annotation,
  type EditorState,
  type Extension,
  StateEffect,
  Transaction,
  type TransactionSpec,
} from "@codemirror/state";
import type { ViewUpdate } from "@codemirror/view";
import type { ComposerState } from "@/components/composer/composer-state";
import type { Moment } from "@/components/prompt-editor/prompt-context";

type Passage = { from: ComposerState; to: ComposerState; isWhole: boolean };

/** The composer has passed from one state to another and taken the text along. */
const passage = StateEffect.define<Passage>();

/** The text follows the composer, not the other way round. */
const isFollowing = Annotation.define<true>();

/** Undo without an end, which takes what was changed together with the text along. */
export const wholeUndo: Extension = [
  history({ minDepth: Number.MAX_SAFE_INTEGER }),
  invertedEffects.of(({ effects }) =>
    effects.flatMap((effect) => {
      if (!effect.is(passage)) return [];
      const { from, to, isWhole } = effect.value;
      return [passage.of({ from: to, to: from, isWhole })];
    }),
  ),
];

/** What brings the editor to a text that was changed outside of it; one undo takes it back. */
export function passageTo(editor: EditorState, text: string, went: Passage): TransactionSpec {
  const typed = editor.doc.toString();
  return {
    changes: changeTo(typed, text),
    ...(went.isWhole && typed !== text && { selection: { anchor: text.length } }),
    effects: passage.of(went),
    annotations: [isFollowing.of(true), isolateHistory.of("full")],
  };
}

/** What only leaves out characters that cannot be stored is no step of its own. */
export const cleaningTo = (editor: EditorState, text: string): TransactionSpec => ({
  changes: changeTo(editor.doc.toString(), text),
  annotations: [isFollowing.of(true), Transaction.addToHistory.of(false)],
});

/** The moment that an undo or a redo has come back to; null when it was of the text alone. */
export function momentOf({ transactions }: ViewUpdate): Moment | null {
  const passages = transactions
    .filter((each) => each.isUserEvent("undo") || each.isUserEvent("redo"))
    .flatMap(({ effects }) => effects.flatMap((each) => (each.is(passage) ? [each.value] : [])));
  const last = passages.at(-1);
  return last ? { state: last.to, isWhole: last.isWhole } : null;
}

export const isTyped = ({ docChanged, transactions }: ViewUpdate) =>
  docChanged && !transactions.every((each) => each.annotation(isFollowing));

/** The shortest replacement: carets before and behind it stay where they are. */
function changeTo(before: string, after: string) {
  const shorter = Math.min(before.length, after.length);
  let from = 0;
  while (from < shorter && before[from] === after[from]) from += 1;
  let end = 0;
  while (end < shorter - from && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  return { from, to: before.length - end, insert: after.slice(from, after.length - end) };
}
