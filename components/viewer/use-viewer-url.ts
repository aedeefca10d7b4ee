import { useSearchParams } from "next/navigation";
import { useRef } from "react";

export type ViewerTarget = { generationId: string; variantId: string };

const GENERATION = "g";
const VARIANT = "v";

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

/** Which picture is open is in the address: Back closes it, and a link to it can be shared. */
export function useViewerUrl() {
  const params = useSearchParams();
  const generationId = params.get(GENERATION);
  const variantId = params.get(VARIANT);
  // False for a shared link: there, Back would leave the studio.
  const isOpenedHere = useRef(false);

  return {
    target: generationId && variantId ? { generationId, variantId } : null,
    open: (target: ViewerTarget) => {
      isOpenedHere.current = true;
      window.history.pushState(null, "", urlOf(target));
    },
    /** To another picture; Back still closes. */
    turnTo: (target: ViewerTarget) => window.history.replaceState(null, "", urlOf(target)),
    close: () => {
      if (isOpenedHere.current) window.history.back();
      else window.history.replaceState(null, "", urlOf(null));
      isOpenedHere.current = false;
    },
  };
}
