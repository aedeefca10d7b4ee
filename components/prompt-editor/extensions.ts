import { historyKeymap, insertNewline, standardKeymap } from "@codemirror/commands";
import { Compartment, EditorState, type Extension } from "@codemirror/state";
import { EditorView, keymap, placeholder } from "@codemirror/view";
import { focusTarget } from "@/components/composer/focus";
import { listLook, textLook } from "@/components/prompt-editor/look";
import { marksField } from "@/components/prompt-editor/marks";
import { type HandlersRef, referencesField } from "@/components/prompt-editor/prompt-context";
import { referenceList } from "@/components/prompt-editor/reference-list";
import { isTyped, momentOf, wholeUndo } from "@/components/prompt-editor/whole-undo";
import { pastedFiles } from "@/components/reference-image/pasted-files";

/** What the field is called and says of itself, in the language of the screen. */
export type FieldWords = {
  label: string;
  placeholder: string;
  /** Of the list that an @ opens, its last row, and what it says of a name that stands in the text. */
  references: string;
  add: string;
  used: string;
  isInvalid: boolean;
  /** Id of what describes it. */
  describedBy: string | null;
};

export const wordsCompartment = new Compartment();

export const wordsExtension = (handlers: HandlersRef, words: FieldWords): Extension => [
  placeholder(words.placeholder),
  EditorState.phrases.of({ Completions: words.references }),
  referenceList(handlers, words),
  EditorView.contentAttributes.of({
    "aria-label": words.label,
    ...(words.isInvalid && { "aria-invalid": "true" }),
    ...(words.describedBy && { "aria-describedby": words.describedBy }),
  }),
];

/** Without the indent of the line above. */
const ENTER = { key: "Enter", run: insertNewline, shift: insertNewline };

/** As a field of the browser would be: it checks the spelling and leaves Tab to the page. */
const NATIVE = {
  ...focusTarget("prompt"),
  dir: "auto",
  spellcheck: "true",
  autocorrect: "on",
  autocapitalize: "sentences",
};

export const promptExtensions = (handlers: HandlersRef, words: FieldWords): Extension => [
  wholeUndo,
  referencesField,
  marksField,
  textLook,
  listLook,
  EditorView.lineWrapping,
  EditorView.contentAttributes.of(NATIVE),
  wordsCompartment.of(wordsExtension(handlers, words)),
  keymap.of([ENTER, ...historyKeymap, ...standardKeymap]),
  takeFiles(handlers),
  EditorView.updateListener.of((update) => {
    const moment = momentOf(update);
    if (moment) handlers.current?.restore(moment);
    else if (isTyped(update)) handlers.current?.change(update.state.doc.toString());
  }),
];

/** Left to itself the editor would read a file as text. */
function takeFiles(handlers: HandlersRef): Extension {
  const take = (files: File[]) => {
    if (files.length > 0) handlers.current?.addFiles(files);
    return files.length > 0;
  };
  return EditorView.domEventHandlers({
    paste: ({ clipboardData }) => clipboardData !== null && take(pastedFiles(clipboardData, true)),
    drop: ({ dataTransfer }) => take([...(dataTransfer?.files ?? [])]),
  });
}
