import {
  type RefObject,
  useEffect,
  useEffectEvent,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { cellId } from "@/components/generation/cell-id";
import { isDone } from "@/components/generation/cells";
import type { GenerationView } from "@/lib/generation/schema";

/** Nearer to the top than this counts as looking at the newest, px. */
const TOP_PX = 48;

const doneIdsOf = (generations: readonly GenerationView[]) =>
  generations.flatMap(({ variants }) => variants.filter(isDone).map(({ id }) => id));

function isAbove(scroller: HTMLElement, id: string): boolean {
  const cell = document.getElementById(cellId(id));
  return (
    cell !== null && cell.getBoundingClientRect().bottom <= scroller.getBoundingClientRect().top
  );
}

/** How many pictures have arrived above what the person looks at, in whichever run, and were not seen yet. */
export function useNewAbove(
  scroller: RefObject<HTMLElement | null>,
  generations: readonly GenerationView[],
): number {
  const doneIds = doneIdsOf(generations);
  const known = useRef<ReadonlySet<string>>(new Set(doneIds));
  const [above, setAbove] = useState<readonly string[]>([]);

  const count = useEffectEvent(() => {
    const element = scroller.current;
    if (!element) return;
    const arrived = doneIds.filter((id) => !known.current.has(id));
    known.current = new Set(doneIds);
    const next = [...above, ...arrived].filter((id) => isAbove(element, id));
    if (next.join() !== above.join()) setAbove(next);
  });

  const arrivals = doneIds.join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: with each picture that arrives
  useEffect(() => {
    // Not before the browser has kept in place what is being read.
    const frame = requestAnimationFrame(() => count());
    return () => cancelAnimationFrame(frame);
  }, [arrivals]);

  useEffect(() => {
    const element = scroller.current;
    const look = () => count();
    element?.addEventListener("scroll", look, { passive: true });
    return () => element?.removeEventListener("scroll", look);
  }, [scroller]);

  return above.length;
}

/** Browsers without scroll anchoring would let the runs that are being read slide down. */
export function useAnchoredScroll(
  scroller: RefObject<HTMLElement | null>,
  newestId: string | null,
) {
  const height = useRef(0);
  const anchoredId = useRef(newestId);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element || CSS.supports("overflow-anchor", "auto")) return;
    const grown = element.scrollHeight - height.current;
    if (anchoredId.current !== newestId && element.scrollTop >= TOP_PX) element.scrollTop += grown;
    anchoredId.current = newestId;
    height.current = element.scrollHeight;
  });
}
