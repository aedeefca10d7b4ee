import { useAddressLayer } from "@/components/studio/use-address-layer";

const CULL = "cull";

const read = (params: URLSearchParams): true | null => (params.has(CULL) ? true : null);

function write(params: URLSearchParams, value: true | null) {
  params.delete(CULL);
  if (value) params.set(CULL, "1");
  return params.toString();
}

/** Whether pictures are being culled. */
export const useCullAddress = () => useAddressLayer({ read, write });
