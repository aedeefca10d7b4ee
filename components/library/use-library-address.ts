import { useSearchParams } from "next/navigation";
import { useEffect, useState } from "react";
import { SEARCH_LENGTH_MAX } from "@/lib/library/schema/facts";

/** px */
export const CELL_SIZES = { small: 112, medium: 168, large: 256 } as const;
export type CellSize = keyof typeof CELL_SIZES;

const QUERY = "q";
const SIZE = "size";

function read(params: Pick<URLSearchParams, "get">) {
  const size = params.get(SIZE) ?? "";
  return {
    q: (params.get(QUERY) ?? "").slice(0, SEARCH_LENGTH_MAX),
    size: size in CELL_SIZES ? (size as CellSize) : "small",
  };
}

function write(key: string, value: string) {
  const url = new URL(window.location.href);
  if (value) url.searchParams.set(key, value);
  else url.searchParams.delete(key);
  window.history.replaceState(null, "", `${url.pathname}${url.search}`);
}

/** The search and the size of the cells are in the address: it can be shared, and Back leads out of the library. */
export function useLibraryAddress() {
  const params = useSearchParams();
  // Ahead of the router, which follows in a transition.
  const [place, setPlace] = useState(() => read(params));
  // A link may have led to another search. The address itself is never behind what was written to it.
  useEffect(() => {
    if (params.toString() === new URLSearchParams(window.location.search).toString())
      setPlace((now) => {
        const next = read(params);
        return next.q === now.q && next.size === now.size ? now : next;
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
  };
}
