import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { ViewerTarget } from "@/components/viewer/viewer-address";
import { lineageQuery } from "@/lib/lineage/queries";
import type { Lineage } from "@/lib/lineage/schema";

/** The family of the open picture, and the moves along it. `imageId` is null while there is no picture. */
export function useLineage(imageId: string | null, goTo: (target: ViewerTarget) => void) {
  const [leftId, setLeftId] = useState<string | null>(null);
  const query = useQuery({
    ...lineageQuery(imageId ?? ""),
    enabled: imageId !== null,
    // The rail stays as it is until the family of the next picture is known.
    placeholderData: keepPreviousData,
  });
  const lineage = imageId === null ? undefined : query.data;
  const chain = chainTo(lineage, imageId);
  const move = (target: ViewerTarget) => {
    setLeftId(lineage?.chain.at(-1)?.generationId ?? null);
    goTo(target);
  };
  const towards = (target: ViewerTarget | undefined) =>
    chain && target ? () => move(target) : null;
  return {
    lineage: lineage ?? null,
    /** From the root to this picture; null until it is known. */
    chain,
    isFailed: query.isError,
    retry: () => void query.refetch(),
    move,
    up: towards(chain?.at(-2)),
    down: towards(lineage && childOf(lineage, leftId)),
  };
}

/** Null while the family is still that of the picture before: its places are not those of this one. */
export function chainTo(lineage: Lineage | undefined, imageId: string | null) {
  const chain = lineage?.chain;
  return chain?.at(-1)?.imageId === imageId ? (chain ?? null) : null;
}

/** The way that was come from, else what was made last. */
const childOf = ({ children }: Lineage, leftId: string | null) =>
  children.find(({ generationId }) => generationId === leftId) ?? children.at(-1);
