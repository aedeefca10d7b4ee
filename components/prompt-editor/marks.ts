import { type EditorState, type Range, StateField } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView } from "@codemirror/view";
import { referencesField, setReferences } from "@/components/prompt-editor/prompt-context";
import { findMarks, keyOf, type PromptMark } from "@/lib/generation/policy/prompt";

/** How what means something looks; underneath it stays plain text. */
export const marksField = StateField.define<DecorationSet>({
  create: decorate,
  update: (marks, { docChanged, effects, state }) =>
    docChanged || effects.some((effect) => effect.is(setReferences)) ? decorate(state) : marks,
  provide: (field) => EditorView.decorations.from(field),
});

function decorate(state: EditorState): DecorationSet {
  const token = tokenLooks(state);
  const look = ({ kind, from, to, name }: PromptMark): Range<Decoration> => {
    if (kind === "note") return NOTE_LINE.range(state.doc.lineAt(from).from);
    return (kind === "token" ? token(name) : PATTERN).range(from, to);
  };
  return Decoration.set(findMarks(state.doc.toString()).map(look), true);
}

const NOTE_LINE = Decoration.line({ class: "cm-note" });
const PATTERN = Decoration.mark({ class: "cm-pattern" });
const GONE = Decoration.mark({ class: "cm-token cm-token-gone" });

function tokenLooks(state: EditorState) {
  const looks = new Map(
    state.field(referencesField).flatMap(({ name, isEnabled, url }) => {
      // The picture is drawn before the word, so that the caret finds only letters.
      const style = url ? `--thumb: url("${url}")` : "";
      const look = Decoration.mark({ class: "cm-token cm-token-live", attributes: { style } });
      return isEnabled ? [[keyOf(name), look] as const] : [];
    }),
  );
  return (name: string) => looks.get(keyOf(name)) ?? GONE;
}
