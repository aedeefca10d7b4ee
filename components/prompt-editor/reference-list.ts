import {
  acceptCompletion,
  autocompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
  completionKeymap,
  pickedCompletion,
  startCompletion,
} from "@codemirror/autocomplete";
import { type EditorState, type Extension, Prec } from "@codemirror/state";
import { type EditorView, keymap } from "@codemirror/view";
import {
  type HandlersRef,
  type NamedReference,
  referencesField,
} from "@/components/prompt-editor/prompt-context";
import { findMarks, keyOf } from "@/lib/generation/policy/prompt";
import { REFERENCE_IMAGE_COUNT_MAX } from "@/lib/generation/schema/facts";

/** Null is the last row, which adds pictures. */
type Row = Completion & { reference: NamedReference | null; isUsed: boolean };

/** The last row, which adds pictures, and what is said of one that the text names already. */
export type ListWords = { add: string; used: string };

/** As the token of a prompt, which need not have a letter yet. */
const BEGUN = /(?<![\p{L}\p{M}\p{N}_\\@-])@[\p{L}\p{M}\p{N}_-]*/u;
const NOTE_LINE = /^\s*\/\//;

/** The list that an @ opens. */
export const referenceList = (handlers: HandlersRef, words: ListWords): Extension => [
  autocompletion({
    override: [(context) => rowsAt(context, handlers, words)],
    icons: false,
    defaultKeymap: false,
    activateOnTypingDelay: 0,
    interactionDelay: 0,
    tooltipClass: () => "cm-references",
    optionClass: classOf,
    addToOptions: [
      { render: renderNumber, position: 20 },
      { render: renderThumb, position: 30 },
      { render: (row) => renderUsed(row, words), position: 90 },
    ],
  }),
  Prec.highest(keymap.of([...completionKeymap, { key: "Tab", run: acceptCompletion }])),
];

const referenceOf = (row: Completion) => (row as Row).reference;

function classOf(row: Completion): string {
  const reference = referenceOf(row);
  if (!reference) return "cm-add";
  return reference.isEnabled ? "" : "cm-off";
}

function rowsAt(
  context: CompletionContext,
  handlers: HandlersRef,
  words: ListWords,
): CompletionResult | null {
  const begun = context.matchBefore(BEGUN);
  if (!begun || NOTE_LINE.test(context.state.doc.lineAt(context.pos).text)) return null;
  const typed = keyOf(begun.text.slice(1));
  const references = context.state.field(referencesField);
  const found = references.filter(({ name }) => keyOf(name).includes(typed));
  // What nobody has in the tray is a word; Enter ends its line.
  if (typed !== "" && found.length === 0) return null;
  const used = namesIn(context.state, begun.from);
  const rows = found.map((reference) => rowOf(handlers, reference, used));
  if (references.length < REFERENCE_IMAGE_COUNT_MAX) rows.push(addRow(handlers, words.add));
  const update: CompletionResult["update"] = (...[, , , next]) => rowsAt(next, handlers, words);
  return { from: begun.from, options: rows, filter: false, update };
}

/** What the text names, but for the word that is being typed at `at`. */
const namesIn = ({ doc }: EditorState, at: number): ReadonlySet<string> =>
  new Set(
    findMarks(doc.toString()).flatMap(({ kind, from, name }) =>
      kind === "token" && from !== at ? [keyOf(name)] : [],
    ),
  );

/** Who names a picture that is switched off wants it sent. */
const rowOf = (
  handlers: HandlersRef,
  reference: NamedReference,
  used: ReadonlySet<string>,
): Row => ({
  isUsed: used.has(keyOf(reference.name)),
  label: `@${reference.name}`,
  detail: reference.detail,
  reference,
  apply(view, row, ...range) {
    insertToken(view, row, range);
    if (!reference.isEnabled) handlers.current?.switchOn(reference.number);
  },
});

function insertToken(view: EditorView, row: Completion, [from, to]: [number, number]) {
  const hasSpace = /^[\s.,;:!?)\]}|]/.test(nextCharacter(view.state, to));
  const insert = hasSpace ? row.label : `${row.label} `;
  view.dispatch({
    changes: { from, to, insert },
    selection: { anchor: from + insert.length },
    annotations: pickedCompletion.of(row),
    userEvent: "input.complete",
    scrollIntoView: true,
  });
}

const nextCharacter = ({ doc }: EditorState, at: number) => doc.sliceString(at, at + 1);

/** The @ stays and waits for the new pictures. */
const addRow = (handlers: HandlersRef, addText: string): Row => ({
  label: addText,
  isUsed: false,
  reference: null,
  apply(view, row, ...[from, to]) {
    view.dispatch({
      changes: { from: from + 1, to },
      annotations: pickedCompletion.of(row),
      userEvent: "input.complete",
    });
    handlers.current?.pickFiles();
  },
});

/** After pictures were added from the list. */
export function goOnNaming(view: EditorView): void {
  view.focus();
  startCompletion(view);
}

function renderNumber(row: Completion): Node | null {
  const reference = referenceOf(row);
  if (!reference) return null;
  const number = document.createElement("span");
  number.className = "cm-number";
  number.textContent = String(reference.number);
  return number;
}

function renderUsed(row: Completion, words: ListWords): Node | null {
  if (!(row as Row).isUsed) return null;
  const used = document.createElement("span");
  used.className = "cm-used";
  used.textContent = words.used;
  return used;
}

function renderThumb(row: Completion): Node {
  const url = referenceOf(row)?.url;
  const thumb = document.createElement(url ? "img" : "span");
  thumb.className = "cm-thumb";
  if (thumb instanceof HTMLImageElement && url) {
    thumb.alt = "";
    thumb.src = url;
  }
  return thumb;
}
