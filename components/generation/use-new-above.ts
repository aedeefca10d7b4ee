import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from "react";

/** Nearer to the top than this counts as looking at the newest, px. */
const TOP_PX = 48;

/** Generations that came in above while the person looked at older ones. */
export function useNewAbove(scroller: RefObject<HTMLElement | null>, ids: readonly string[]) {
  const newestId = ids[0] ?? null;
  const [seenId, setSeenId] = useState(newestId);
  const [isAtTop, setIsAtTop] = useState(true);
  if (isAtTop && seenId !== newestId) setSeenId(newestId);

  useEffect(() => {
    const element = scroller.current;
    const look = () => setIsAtTop((element?.scrollTop ?? 0) < TOP_PX);
    element?.addEventListener("scroll", look, { passive: true });
    return () => element?.removeEventListener("scroll", look);
  }, [scroller]);

  return Math.max(0, ids.indexOf(seenId ?? ""));
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
