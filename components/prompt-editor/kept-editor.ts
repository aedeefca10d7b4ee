import type { EditorState } from "@codemirror/state";
import type { ComposerState } from "@/components/composer/composer-state";
import type { Replacement } from "@/components/composer/composer-store";
import type { FieldWords } from "@/components/prompt-editor/extensions";
import type { HandlersRef, NamedReference } from "@/components/prompt-editor/prompt-context";

/** What outlives the field, which goes with the sheet of a phone: the text, its undo, and what it has followed. */
export type KeptEditor = {
  state: EditorState;
  handlers: HandlersRef;
  /** Of the composer, when the text was last the same. */
  seen: ComposerState;
  replacement: Replacement | null;
  references: readonly NamedReference[];
  words: FieldWords;
};
