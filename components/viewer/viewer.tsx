import { useTranslations } from "next-intl";
import { useBinVerb } from "@/components/bin/use-bin-verb";
import { cellsOf, isDone } from "@/components/generation/cells";
import type { FeedVerbs } from "@/components/generation/verbs";
import { LineageRail } from "@/components/lineage/lineage-rail";
import { useLineage } from "@/components/lineage/use-lineage";
import { useMedia } from "@/components/ui/use-media";
import { DeskPicture } from "@/components/viewer/desk-picture";
import { Facts } from "@/components/viewer/facts";
import { Filmstrip, type Siblings } from "@/components/viewer/filmstrip";
import { PhoneStage } from "@/components/viewer/phone-stage";
import { ReferenceDrop } from "@/components/viewer/reference-drop";
import { Stage } from "@/components/viewer/stage";
import { useSurround } from "@/components/viewer/surround";
import { SurroundChoice } from "@/components/viewer/surround-choice";
import { useAfterwards } from "@/components/viewer/use-afterwards";
import { useSize } from "@/components/viewer/use-stage";
import { useZoom } from "@/components/viewer/use-zoom";
import { useVerbKeys } from "@/components/viewer/verb-keys";
import type { ViewerTarget } from "@/components/viewer/viewer-address";
import { ViewerBar } from "@/components/viewer/viewer-bar";
import { ViewerDialog } from "@/components/viewer/viewer-dialog";
import { useViewerKeys } from "@/components/viewer/viewer-keys";
import { ZoomControls } from "@/components/viewer/zoom-controls";
import type { GenerationView, VariantView } from "@/lib/generation/schema";

const NO_PICTURE = { id: "", width: 1, height: 1 };

type ViewerProps = {
  generation: GenerationView;
  variant: VariantView;
  /** The runs beside this one. */
  siblings: Siblings;
  verbs: FeedVerbs;
  turnTo: (target: ViewerTarget) => void;
  /** To a picture that may not be loaded yet. */
  goTo: (target: ViewerTarget) => void;
  close: () => void;
};

function leavingVerbs(verbs: FeedVerbs, leaveFor: (run: () => void) => void): FeedVerbs {
  const { stage, annotate } = verbs;
  return {
    ...verbs,
    take: (generation, parts) => leaveFor(() => verbs.take(generation, parts)),
    annotate: annotate && ((generation, variant) => leaveFor(() => annotate(generation, variant))),
    recall: (generation, focus = "prompt") => leaveFor(() => verbs.recall(generation, focus)),
    stage: stage && ((generation, variant) => leaveFor(() => stage(generation, variant))),
  };
}

/** The pictures of the generation, and where among them this one is. */
function useRow({ generation, variant, turnTo }: ViewerProps) {
  const cells = cellsOf(generation.variants);
  // A link may lead to one that another has replaced since.
  const shown = cells.find(({ id }) => id === variant.id);
  const index = cells.findIndex(({ id, cell }) =>
    shown ? id === variant.id : cell === variant.cell,
  );
  const turn = ({ id }: VariantView) => turnTo({ generationId: generation.id, variantId: id });
  const towards = (other: VariantView | undefined) => (other ? () => turn(other) : null);
  return {
    cells,
    index,
    turn,
    previous: towards(cells[index - 1]),
    next: towards(cells[index + 1]),
  };
}

export function Viewer(props: ViewerProps) {
  const { generation, variant, siblings, goTo, close } = props;
  const t = useTranslations("viewer");
  const isPhone = useMedia("(width < 48rem)");
  const [stage, stageSize] = useSize();
  const zoom = useZoom(stageSize, variant.image ?? NO_PICTURE);
  const [surround, chooseSurround] = useSurround();
  const { cells, index, turn: turnTo, previous, next } = useRow(props);
  const { leaveFor, onClosed } = useAfterwards(close);
  const verbs = leavingVerbs(props.verbs, leaveFor);
  const picture = isDone(variant) ? variant.image : null;
  const family = useLineage(picture?.id ?? null, goTo);
  const { chain, up, down } = family;
  useViewerKeys({ zoom, previous, next, up, down, chooseSurround });
  useVerbKeys({ generation, variant, verbs });
  const binning = useBinVerb({ generation, variant, verbs }, next ?? previous ?? close);
  const take = (imageId: string) => {
    const taken = cells.find(({ image }) => image?.id === imageId);
    if (taken) verbs.refer?.(generation, taken);
  };
  const place = { code: generation.code, position: index + 1, count: cells.length };
  return (
    <ViewerDialog
      title={t("title", place)}
      variantId={variant.id}
      close={close}
      onClosed={onClosed}
      scope="viewer"
    >
      <div className="flex min-w-0 flex-1 flex-col max-laptop:h-[calc(100dvh-120px)] max-laptop:flex-none">
        <ViewerBar position={t("position", place)} close={close}>
          {picture ? <ZoomControls zoom={zoom} /> : null}
          <SurroundChoice surround={surround} choose={chooseSurround} />
        </ViewerBar>
        {isPhone ? (
          <PhoneStage {...{ generation, cells, index, turnTo, verbs }} />
        ) : (
          <>
            <Stage {...{ stage, surround, zoom, previous, next }}>
              <DeskPicture {...{ generation, variant, zoom, verbs }} />
              {verbs.refer ? <ReferenceDrop take={take} /> : null}
            </Stage>
            <Filmstrip {...{ generation, cells, turnTo, goTo, siblings }} currentId={variant.id} />
          </>
        )}
      </div>
      {picture ? (
        <LineageRail
          family={family}
          imageId={picture.id}
          goOn={verbs.stage && (() => verbs.stage?.(generation, variant))}
          rebase={verbs.rebase && chain && (() => verbs.rebase?.(generation, chain))}
        />
      ) : null}
      <Facts {...{ generation, variant, verbs, goTo }} binning={binning} />
    </ViewerDialog>
  );
}
