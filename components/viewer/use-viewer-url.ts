import { useSearchParams } from "next/navigation";
import { useEffect, useRef, useState } from "react";

export type ViewerTarget = { generationId: string; variantId: string };

const GENERATION = "g";
const VARIANT = "v";

function targetOf(params: URLSearchParams): ViewerTarget | null {
  const generationId = params.get(GENERATION);
  const variantId = params.get(VARIANT);
  return generationId && variantId ? { generationId, variantId } : null;
}

function urlOf(target: ViewerTarget | null) {
  const url = new URL(window.location.href);
  url.searchParams.delete(GENERATION);
  url.searchParams.delete(VARIANT);
  if (target) {
    url.searchParams.set(GENERATION, target.generationId);
    url.searchParams.set(VARIANT, target.variantId);
  }
  return `${url.pathname}${url.search}`;
}

/**
 * Which picture is open is in the address: Back closes it, and a link to it can be shared. The state is
 * ahead of the address, because the router follows in a transition, too late for a key that is held.
 */
export function useViewerUrl() {
  const params = useSearchParams();
  const [target, setTarget] = useState(() => targetOf(params));
  // False for a shared link: there, Back would leave the studio.
  const isOpenedHere = useRef(false);

  useEffect(() => {
    const restore = () => setTarget(targetOf(new URLSearchParams(window.location.search)));
    window.addEventListener("popstate", restore);
    return () => window.removeEventListener("popstate", restore);
  }, []);

  return {
    target,
    open: (next: ViewerTarget) => {
      isOpenedHere.current = true;
      setTarget(next);
      window.history.pushState(null, "", urlOf(next));
    },
    /** To another picture; Back still closes. */
    turnTo: (next: ViewerTarget) => {
      setTarget(next);
      window.history.replaceState(null, "", urlOf(next));
    },
    /** Closes without a step back. */
    forget: () => {
      setTarget(null);
      window.history.replaceState(null, "", urlOf(null));
      isOpenedHere.current = false;
    },
    close: () => {
      setTarget(null);
      if (isOpenedHere.current) window.history.back();
      else window.history.replaceState(null, "", urlOf(null));
      isOpenedHere.current = false;
    },
  };
}
