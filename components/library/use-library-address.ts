import { useSearchParams } from "next/navigation";
import { useEffect, useState } from "react";
import { SEARCH_LENGTH_MAX } from "@/lib/library/schema/facts";

/** px */
export const CELL_SIZES = { small: 112, medium: 168, large: 256 } as const;
export type CellSize = keyof typeof CELL_SIZES;

const QUERY = "q";
const SIZE = "size";
const STACKS = "stacks";

function read(params: Pick<URLSearchParams, "get">) {
  const size = params.get(SIZE) ?? "";
  return {
    q: (params.get(QUERY) ?? "").slice(0, SEARCH_LENGTH_MAX),
    size: size in CELL_SIZES ? (size as CellSize) : "small",
    isStacked: params.get(STACKS) === "1",
  };
}

function write(key: string, value: string) {
  const url = new URL(window.location.href);
  if (value) url.searchParams.set(key, value);
  else url.searchParams.delete(key);
  window.history.replaceState(null, "", `${url.pathname}${url.search}`);
}

/** The search, the size of the cells and whether look-alikes are stacked are in the address: it can be shared, and Back leads out of the library. */
export function useLibraryAddress() {
  const params = useSearchParams();
  // Ahead of the router, which follows in a transition.
  const [place, setPlace] = useState(() => read(params));
  // A link may have led to another search. The address itself is never behind what was written to it.
  useEffect(() => {
    if (params.toString() === new URLSearchParams(window.location.search).toString())
      setPlace((now) => {
        const next = read(params);
        const isSame = next.q === now.q && next.size === now.size;
        return isSame && next.isStacked === now.isStacked ? now : next;
      });
  }, [params]);
  return {
    ...place,
    search(q: string) {
      setPlace((now) => ({ ...now, q }));
      write(QUERY, q);
    },
    resize(size: CellSize) {
      setPlace((now) => ({ ...now, size }));
      write(SIZE, size === "small" ? "" : size);
    },
    stack(isStacked: boolean) {
      setPlace((now) => ({ ...now, isStacked }));
      write(STACKS, isStacked ? "1" : "");
    },
  };
}
