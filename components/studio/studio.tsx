"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useDecisions } from "@/components/attention/use-decisions";
import { Composer } from "@/components/composer/composer";
import { useComposerBase, useComposerFact } from "@/components/composer/use-composer";
import { prependGeneration } from "@/components/generation/feed-cache";
import { DestinationControl } from "@/components/project/destination-control";
import { type StudioVerbs, useHandOver } from "@/components/studio/hand-over";
import { useGoingOn } from "@/components/studio/use-going-on";
import { useVariantVerbs } from "@/components/studio/use-variant-verbs";
import { Workbench } from "@/components/studio/workbench";
import { inFirstPaint } from "@/components/ui/on-demand";
import { useViewerAddress } from "@/components/viewer/viewer-address";
import type { Theme, Viewer } from "@/lib/account/schema";
import type { DraftView } from "@/lib/draft/schema";
import type { ModelRows } from "@/lib/generation/models";
import { canRiskMoney } from "@/lib/generation/policy";
import type { GenerationPage } from "@/lib/generation/schema";

const EmptyStudio = inFirstPaint(
  async () => (await import("@/components/studio/empty-studio")).EmptyStudio,
);

type StudioProps = {
  viewer: Viewer;
  theme: Theme;
  initialPage: GenerationPage;
  initialDraft: DraftView | null;
  /** That can be chosen. */
  models: ModelRows;
  /** Of the rows of pictures, CSS px; null is the usual one. */
  cellHeight: number | null;
  isInspectorOpen: boolean;
};

/** The home of the day: what is being made, and the composer below it. */
export function Studio(props: StudioProps) {
  const { viewer, theme, initialPage, initialDraft, models, cellHeight, isInspectorOpen } = props;
  const queryClient = useQueryClient();
  const composer = useComposerBase(viewer, initialDraft, models);
  const viewerAddress = useViewerAddress();
  const stagedImageId = useComposerFact(composer, ({ staged }) => staged?.imageId ?? null);
  const { show, cancel, ...verbs } = useVariantVerbs(viewer.project.id);
  const { decide, dialog } = useDecisions(show);
  const goingOn = useGoingOn(composer, viewer.project.id);
  const { mayGenerate } = composer;
  const isFirst = initialDraft === null && initialPage.generations.length === 0;
  const studioVerbs: StudioVerbs = {
    ...verbs,
    recall: composer.recall,
    take: (generation, parts) => composer.recall(generation, undefined, parts),
    takeField: mayGenerate ? composer.takeField : null,
    stage: mayGenerate ? goingOn.stage : null,
    stagedImageId,
    refer: mayGenerate ? goingOn.refer : null,
    rebase: mayGenerate ? goingOn.rebase : null,
    finish: mayGenerate ? goingOn.finish : null,
    annotate: mayGenerate ? goingOn.annotate : null,
    cancel: mayGenerate ? cancel : null,
    decide: canRiskMoney(viewer.role) ? decide : null,
  };
  useHandOver(studioVerbs);
  return (
    <Workbench
      viewer={viewer}
      theme={theme}
      initialPage={initialPage}
      cellHeight={cellHeight}
      isInspectorOpen={isInspectorOpen}
      verbs={studioVerbs}
      viewerAddress={viewerAddress}
      dialog={
        <>
          {dialog}
          {goingOn.dialog}
        </>
      }
      empty={
        <EmptyStudio
          name={viewer.user.name}
          composer={composer}
          mayGenerate={mayGenerate}
          isFirst={isFirst}
        />
      }
      composer={
        <Composer
          base={{ ...composer, openPicture: viewerAddress.open }}
          destination={<DestinationControl viewer={viewer} />}
          onCreated={(generations) => {
            for (const generation of generations)
              prependGeneration(queryClient, viewer.project.id, generation);
          }}
        />
      }
    />
  );
}
