import { useEffect, useId, useLayoutEffect, useRef, useState } from "react";
import { followTips, type Tip } from "@/components/ui/follow-tips";
import { KeyCap } from "@/components/ui/key-cap";
import { tooltipPlace } from "@/components/ui/tooltip-place";

/** Stands once around the page and shows the tooltip of whatever is pointed at or has the focus. */
export function TooltipHost() {
  const [tip, setTip] = useState<Tip | null>(null);
  useEffect(() => followTips(setTip), []);
  return tip ? <Shown tip={tip} /> : null;
}

function Shown({ tip: { element, text, keys, side } }: { tip: Tip }) {
  const box = useRef<HTMLDivElement>(null);
  const id = useId();
  useLayoutEffect(() => {
    if (!box.current) return;
    const { width, height } = box.current.getBoundingClientRect();
    const room = { width: document.documentElement.clientWidth, height: window.innerHeight };
    const place = tooltipPlace(element.getBoundingClientRect(), { width, height, side }, room);
    box.current.style.translate = `${place.left}px ${place.top}px`;
  }, [element, side]);
  useEffect(() => describe(element, id), [element, id]);
  return (
    <div
      ref={box}
      id={id}
      role="tooltip"
      // Read as the description of its element; by itself it would lie beside every landmark.
      aria-hidden="true"
      className="appear fixed top-0 left-0 z-(--z-tooltip) flex w-max max-w-72 items-center gap-2 rounded-control bg-float px-2 py-1 text-ink text-small shadow-float"
    >
      {text}
      {keys ? <KeyCap keys={keys} /> : null}
    </div>
  );
}

/** Names the tooltip as a description of the element, beside those that it has. */
function describe(element: HTMLElement, id: string): () => void {
  const own = element.getAttribute("aria-describedby");
  element.setAttribute("aria-describedby", own ? `${own} ${id}` : id);
  return () => {
    if (own) element.setAttribute("aria-describedby", own);
    else element.removeAttribute("aria-describedby");
  };
}
