import type { TooltipSide } from "@/components/ui/tooltip";

export type Tip = { element: HTMLElement; text: string; keys: string | null; side: TooltipSide };

/** The pointer rests so long before a tooltip comes; right after another it comes at once. */
const OPEN_MS = 500;
const NEXT_MS = 300;
/** Time to get from the element over to its tooltip, which can be read with a magnifier. */
const CLOSE_MS = 120;

function tipAt(target: EventTarget | null): Tip | null {
  const element = target instanceof Element ? target.closest<HTMLElement>("[data-tip]") : null;
  const { tip: text, tipKeys, tipSide = "top" } = element?.dataset ?? {};
  // What is open has said what it is, and lies where the tooltip would.
  if (!element || !text || element.ariaExpanded === "true") return null;
  return { element, text, keys: tipKeys ?? null, side: tipSide as TooltipSide };
}

const isInTooltip = (target: EventTarget | null) =>
  target instanceof Element && target.closest("[role=tooltip]") !== null;

/** Tells which tooltip is to be seen. Answers with what ends it. */
export function followTips(tell: (tip: Tip | null) => void): () => void {
  const over = new AbortController();
  let shown: Tip | null = null;
  let closedAt = Number.NEGATIVE_INFINITY;
  /** Under the pointer, or pressed: then it has done its work until the pointer has left. */
  let pointed: HTMLElement | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function show(tip: Tip | null) {
    clearTimeout(timer);
    if (tip === null && shown) closedAt = performance.now();
    if (tip?.element !== shown?.element) tell(tip);
    shown = tip;
  }
  function later(tip: Tip | null, delayMs: number) {
    clearTimeout(timer);
    timer = setTimeout(() => show(tip), delayMs);
  }
  function turnTo(tip: Tip | null) {
    const isNext = shown !== null || performance.now() - closedAt < NEXT_MS;
    if (tip) later(tip, isNext ? 0 : OPEN_MS);
    else later(null, CLOSE_MS);
  }
  function point({ target, pointerType }: PointerEvent) {
    if (pointerType === "touch") return;
    if (isInTooltip(target)) return clearTimeout(timer);
    const tip = tipAt(target);
    if (tip?.element === pointed) return;
    pointed = tip?.element ?? null;
    turnTo(tip);
  }

  const listen = <K extends keyof DocumentEventMap>(
    types: readonly K[],
    listener: (event: DocumentEventMap[K]) => void,
  ) => {
    for (const type of types)
      document.addEventListener(type, listener, { capture: true, signal: over.signal });
  };
  listen(["pointerover"], point);
  listen(["pointerdown", "click", "focusout"], () => show(null));
  listen(["focusin"], ({ target }) => {
    if (target instanceof Element && target.matches("[data-tip]:focus-visible"))
      show(tipAt(target));
  });
  listen(["keydown"], ({ key }) => {
    if (key === "Escape") show(null);
  });
  listen(["scroll"], ({ target }) => {
    if (target instanceof Node && shown && target.contains(shown.element)) show(null);
  });
  return () => {
    clearTimeout(timer);
    over.abort();
  };
}
