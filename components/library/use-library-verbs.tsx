import { useRouter } from "next/navigation";
import { useEffect, useEffectEvent, useState } from "react";
import { useDecisions } from "@/components/attention/use-decisions";
import type { FeedVerbs } from "@/components/generation/verbs";
import { handOver, type StudioVerbs } from "@/components/studio/hand-over";
import { useVariantVerbs } from "@/components/studio/use-variant-verbs";
import type { useViewerAddress } from "@/components/viewer/viewer-address";
import type { Viewer } from "@/lib/account/schema";
import { canGenerate, canRiskMoney } from "@/lib/generation/policy";
import { projectPath } from "@/lib/project/schema/facts";

type ViewerAddress = ReturnType<typeof useViewerAddress>;

/**
 * What can be done with a picture of the library. What fills the composer or asks for a price is done in the studio,
 * on the way to it.
 */
export function useLibraryVerbs(
  viewer: Viewer,
  address: ViewerAddress,
): { verbs: StudioVerbs; dialog: React.ReactNode } {
  const { show, cancel, ...own } = useVariantVerbs(viewer.project.id);
  const { decide, dialog } = useDecisions(show);
  const inStudio = useWayToStudio(viewer, address);
  const mayGenerate = canGenerate(viewer.role);
  const forMakers = <T,>(verb: T): T | null => (mayGenerate ? verb : null);
  const verbs: StudioVerbs = {
    ...own,
    recall: (generation, focus) => inStudio((studio) => studio.recall(generation, focus)),
    take: (generation, parts) => inStudio((studio) => studio.take(generation, parts)),
    stage: forMakers(inStudioWith("stage")),
    refer: forMakers(inStudioWith("refer")),
    finish: forMakers(inStudioWith("finish")),
    annotate: forMakers(inStudioWith("annotate")),
    stagedImageId: null,
    rebase: forMakers((generation, chain) =>
      inStudio((studio) => studio.rebase?.(generation, chain)),
    ),
    // There is no composer here to take it.
    takeField: null,
    cancel: forMakers(cancel),
    decide: canRiskMoney(viewer.role) ? decide : null,
  };
  function inStudioWith<K extends "stage" | "refer" | "finish" | "annotate">(
    name: K,
  ): NonNullable<FeedVerbs[K]> {
    return (generation, variant) => inStudio((studio) => studio[name]?.(generation, variant));
  }
  return { verbs, dialog };
}

/** Closes the picture first: an address that goes back would take the studio away again. */
function useWayToStudio({ project }: Viewer, address: ViewerAddress) {
  const router = useRouter();
  const [isGoing, setIsGoing] = useState(false);
  const { value, isLeaving } = address;
  const isClear = value === null && !isLeaving;
  const close = useEffectEvent(() => {
    if (!isLeaving) address.close();
  });
  const go = useEffectEvent(() => router.push(projectPath(project.code)));
  useEffect(() => {
    if (!isGoing) return;
    if (!isClear) return close();
    // The router hears of the step back after us, and would take it for the newer wish.
    const timer = setTimeout(() => go(), 0);
    return () => clearTimeout(timer);
  }, [isGoing, isClear]);
  return (errand: Parameters<typeof handOver>[0]) => {
    handOver(errand);
    setIsGoing(true);
  };
}
