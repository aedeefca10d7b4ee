import { EditorSelection } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { type RefObject, useEffectEvent, useLayoutEffect, useRef } from "react";
import { follow, newEditor, type Surroundings } from "@/components/prompt-editor/follow-composer";
import type { KeptEditor } from "@/components/prompt-editor/kept-editor";
import type { PromptHandlers } from "@/components/prompt-editor/prompt-context";
import { goOnNaming } from "@/components/prompt-editor/reference-list";

/** Where the hand was in the plain field that this one takes the place of. */
export type Handover = {
  /** Start and end of the selection, when the field had the focus. */
  selection: readonly [number, number] | null;
  /** What was in the field before anybody typed into it. */
  textBefore: string;
};

/** What can be done to the text from beside it. */
export type PromptEditorVerbs = {
  goOnNaming: () => void;
};

type PromptEditorProps = Surroundings & {
  handlers: PromptHandlers;
  handover: Handover;
  kept: RefObject<KeptEditor | null>;
  verbs: RefObject<PromptEditorVerbs | null>;
};

/** The prompt as plain text with its tokens drawn. The text that counts is the composer's. */
export function PromptEditor({ handlers, handover, kept, verbs, ...now }: PromptEditorProps) {
  const parent = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);

  const open = useEffectEvent(() => {
    const memory = kept.current ?? newEditor(handover.textBefore, now);
    kept.current = memory;
    const opened = new EditorView({ state: memory.state });
    parent.current?.append(opened.dom);
    view.current = opened;
    verbs.current = verbsOf(opened);
    return () => {
      memory.state = opened.state;
      verbs.current = null;
      view.current = null;
      opened.destroy();
    };
  });
  const takeOver = useEffectEvent(() => {
    if (!view.current || !handover.selection) return;
    const [anchor, head] = handover.selection;
    const last = view.current.state.doc.length;
    view.current.dispatch({
      selection: EditorSelection.single(Math.min(anchor, last), Math.min(head, last)),
      scrollIntoView: true,
    });
    view.current.focus();
  });

  useLayoutEffect(() => open(), []);
  useLayoutEffect(() => {
    if (!view.current || !kept.current) return;
    kept.current.handlers.current = handlers;
    follow(view.current, kept.current, now);
  });
  useLayoutEffect(() => takeOver(), []);
  return <div ref={parent} />;
}

const verbsOf = (view: EditorView): PromptEditorVerbs => ({
  goOnNaming: () => goOnNaming(view),
});
