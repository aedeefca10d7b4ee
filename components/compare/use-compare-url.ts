import { useSearchParams } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { COMPARE_COUNT_MAX } from "@/components/compare/compare-modes";

const COMPARE = "compare";

const idsOf = (params: URLSearchParams) =>
  (params.get(COMPARE) ?? "").split(",").filter(Boolean).slice(0, COMPARE_COUNT_MAX);

function write(ids: readonly string[], how: "pushState" | "replaceState") {
  const url = new URL(window.location.href);
  url.searchParams.delete(COMPARE);
  const rest = url.searchParams.toString();
  // Commas stay readable: such an address is sent to others.
  const own = ids.length > 0 ? `${COMPARE}=${ids.join(",")}` : "";
  const search = [rest, own].filter(Boolean).join("&");
  window.history[how](null, "", search ? `${url.pathname}?${search}` : url.pathname);
}

/** Which pictures are compared is in the address: Back closes, and a link to it can be shared. */
export function useCompareUrl() {
  const params = useSearchParams();
  const [ids, setIds] = useState(() => idsOf(params));
  // False for a shared link: there, Back would leave the studio.
  const isOpenedHere = useRef(false);

  useEffect(() => {
    const restore = () => setIds(idsOf(new URLSearchParams(window.location.search)));
    window.addEventListener("popstate", restore);
    return () => window.removeEventListener("popstate", restore);
  }, []);

  return {
    ids,
    open: (next: readonly string[]) => {
      isOpenedHere.current = true;
      const chosen = [...new Set(next)].slice(0, COMPARE_COUNT_MAX);
      setIds(chosen);
      write(chosen, "pushState");
    },
    /** Others, or in another order; Back still closes. */
    change: (next: readonly string[]) => {
      setIds([...next]);
      write(next, "replaceState");
    },
    /** Closes without a step back. */
    forget: () => {
      setIds([]);
      write([], "replaceState");
      isOpenedHere.current = false;
    },
    close: () => {
      setIds([]);
      if (isOpenedHere.current) window.history.back();
      else write([], "replaceState");
      isOpenedHere.current = false;
    },
  };
}
