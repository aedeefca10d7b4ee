import { useAddressLayer } from "@/components/studio/use-address-layer";

export type ViewerTarget = { generationId: string; variantId: string };

const GENERATION = "g";
const VARIANT = "v";

function read(params: URLSearchParams): ViewerTarget | null {
  const generationId = params.get(GENERATION);
  const variantId = params.get(VARIANT);
  return generationId && variantId ? { generationId, variantId } : null;
}

function write(params: URLSearchParams, target: ViewerTarget | null) {
  params.delete(GENERATION);
  params.delete(VARIANT);
  if (target) {
    params.set(GENERATION, target.generationId);
    params.set(VARIANT, target.variantId);
  }
  return params.toString();
}

/** The picture that is open. */
export const useViewerAddress = () => useAddressLayer({ read, write });
