import { useEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import type { Handover } from "@/components/prompt-editor/prompt-editor";

type Editor = typeof import("@/components/prompt-editor/prompt-editor")["PromptEditor"];
type Swapped = { Editor: Editor; handover: Handover };

/** A pause in typing in which the field can change under the hand, ms. */
const PAUSE_MS = 800;
const BUSY = ["focus", "blur", "input", "keydown", "keyup", "pointerdown", "pointermove"] as const;

// Once it is here every later field begins with it.
let loaded: Editor | null = null;

async function load(): Promise<Editor> {
  loaded ??= (await import("@/components/prompt-editor/prompt-editor")).PromptEditor;
  return loaded;
}

/** The plain field until the editor is here and nobody is typing; `text` is what the field shows. */
export function useEditorSwap(text: string): {
  swapped: Swapped | null;
  fieldRef: React.RefObject<HTMLTextAreaElement | null>;
} {
  const fieldRef = useRef<HTMLTextAreaElement>(null);
  const [swapped, setSwapped] = useState<Swapped | null>(
    () => loaded && { Editor: loaded, handover: { selection: null, textBefore: text } },
  );
  const isWaiting = swapped === null;
  useEffect(() => {
    const field = fieldRef.current;
    if (!isWaiting || !field) return;
    return whenQuiet(field, (Editor, handover) =>
      // At once: a letter between the two would lose its place.
      flushSync(() => setSwapped({ Editor, handover })),
    );
  }, [isWaiting]);
  return { swapped, fieldRef };
}

/** Never while letters are being composed; with the focus in the field only after a pause. */
function whenQuiet(
  field: HTMLTextAreaElement,
  swap: (editor: Editor, handover: Handover) => void,
): () => void {
  const over = new AbortController();
  let isComposing = false;
  let textBefore: string | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const hasFocus = () => document.activeElement === field;

  function wait(editor: Editor) {
    clearTimeout(timer);
    if (isComposing) return;
    timer = setTimeout(
      () => {
        const { selectionStart, selectionEnd, value } = field;
        const selection = hasFocus() ? ([selectionStart, selectionEnd] as const) : null;
        swap(editor, { selection, textBefore: textBefore ?? value });
      },
      hasFocus() ? PAUSE_MS : 0,
    );
  }
  const listen = (type: string, listener: () => void) =>
    field.addEventListener(type, listener, { signal: over.signal });

  if (hasFocus()) textBefore = field.value;
  listen("focus", () => {
    textBefore ??= field.value;
  });
  listen("compositionstart", () => {
    isComposing = true;
    clearTimeout(timer);
  });
  listen("compositionend", () => {
    isComposing = false;
  });
  load().then(
    (editor) => {
      if (over.signal.aborted) return;
      for (const type of [...BUSY, "compositionend"]) listen(type, () => wait(editor));
      wait(editor);
    },
    // The plain field does all that is needed to send.
    () => undefined,
  );
  return () => {
    over.abort();
    clearTimeout(timer);
  };
}
