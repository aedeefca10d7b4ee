import { useQuery } from "@tanstack/react-query";
import { aheadCountsQuery } from "@/lib/generation/queries";

/** How many go before the variant; 0 when nobody does or nobody knows. */
export const useAheadCount = (variantId: string): number =>
  useQuery({ ...aheadCountsQuery(), select: (counts) => counts[variantId] }).data ?? 0;
