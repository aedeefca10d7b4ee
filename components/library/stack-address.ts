import { useAddressLayer } from "@/components/studio/use-address-layer";

const STACK = "stack";

const read = (params: URLSearchParams): string | null => params.get(STACK);

function write(params: URLSearchParams, imageId: string | null) {
  params.delete(STACK);
  if (imageId) params.set(STACK, imageId);
  return params.toString();
}

/** The stack that is open, by a picture of it. */
export const useStackAddress = () => useAddressLayer({ read, write });
