import { COMPARE_COUNT_MAX } from "@/components/compare/compare-modes";
import { useAddressLayer } from "@/components/studio/use-address-layer";

const COMPARE = "compare";

/** Ids of the pictures that are compared, in their order; `null` for none. */
function read(params: URLSearchParams): readonly string[] | null {
  const ids = (params.get(COMPARE) ?? "").split(",").filter(Boolean).slice(0, COMPARE_COUNT_MAX);
  return ids.length > 0 ? ids : null;
}

function write(params: URLSearchParams, ids: readonly string[] | null) {
  params.delete(COMPARE);
  // Commas stay readable: such an address is sent to others.
  const own = ids ? `${COMPARE}=${ids.join(",")}` : "";
  return [params.toString(), own].filter(Boolean).join("&");
}

export const useCompareAddress = () => useAddressLayer({ read, write });
