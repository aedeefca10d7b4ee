import { useTranslations } from "next-intl";
import { useRef } from "react";
import { cellsOf, isDone } from "@/components/generation/cells";
import type { FeedVerbs } from "@/components/generation/verbs";
import { useMedia } from "@/components/ui/use-media";
import { DeskPicture } from "@/components/viewer/desk-picture";
import { Facts } from "@/components/viewer/facts";
import { Filmstrip } from "@/components/viewer/filmstrip";
import { PhoneStage } from "@/components/viewer/phone-stage";
import { Stage } from "@/components/viewer/stage";
import { useSize } from "@/components/viewer/use-stage";
import { useZoom } from "@/components/viewer/use-zoom";
import { ViewerBar } from "@/components/viewer/viewer-bar";
import { ViewerDialog } from "@/components/viewer/viewer-dialog";
import { pressViewerKey } from "@/components/viewer/viewer-keys";
import type { GenerationView, VariantView } from "@/lib/generation/schema";

const NO_PICTURE = { id: "", width: 1, height: 1 };

type ViewerProps = {
  generation: GenerationView;
  variant: VariantView;
  verbs: FeedVerbs;
  turnTo: (variant: VariantView) => void;
  close: () => void;
};

/** A recall waits until the viewer is gone: as long as it is there it keeps the focus. */
function useLeaving(verbs: FeedVerbs, close: () => void) {
  const afterwards = useRef<(() => void) | null>(null);
  const recall: FeedVerbs["recall"] = (generation, focus = "prompt") => {
    afterwards.current = () => verbs.recall(generation, focus);
    close();
  };
  const onClosed = () => {
    afterwards.current?.();
    return afterwards.current !== null;
  };
  return { verbs: { ...verbs, recall }, onClosed };
}

export function Viewer({ generation, variant, verbs, turnTo, close }: ViewerProps) {
  const t = useTranslations("viewer");
  const isPhone = useMedia("(width < 48rem)");
  const [stage, stageSize] = useSize();
  const zoom = useZoom(stageSize, variant.image ?? NO_PICTURE);
  const cells = cellsOf(generation.variants);
  // A link may lead to one that another has replaced since.
  const shown = cells.find(({ id }) => id === variant.id);
  const index = cells.findIndex(({ id, cell }) =>
    shown ? id === variant.id : cell === variant.cell,
  );
  const leaving = useLeaving(verbs, close);
  const towards = (other: VariantView | undefined) => (other ? () => turnTo(other) : null);
  const moves = { zoom, previous: towards(cells[index - 1]), next: towards(cells[index + 1]) };
  const place = { code: generation.code, position: index + 1, count: cells.length };

  return (
    <ViewerDialog
      title={t("title", place)}
      variantId={variant.id}
      close={close}
      onClosed={leaving.onClosed}
      onKeyDown={(event) => pressViewerKey(event, moves)}
    >
      <div className="flex min-w-0 flex-1 flex-col max-laptop:h-[calc(100dvh-120px)] max-laptop:flex-none">
        <ViewerBar
          position={t("position", place)}
          zoom={isDone(variant) ? zoom : null}
          close={close}
        />
        {isPhone ? (
          <PhoneStage {...{ generation, cells, index, turnTo }} verbs={leaving.verbs} />
        ) : (
          <>
            <Stage stage={stage} {...moves}>
              <DeskPicture {...{ generation, variant, zoom }} verbs={leaving.verbs} />
            </Stage>
            <Filmstrip {...{ generation, cells, turnTo }} currentId={variant.id} />
          </>
        )}
      </div>
      <Facts
        generation={generation}
        variant={variant}
        onRecall={() => leaving.verbs.recall(generation)}
      />
    </ViewerDialog>
  );
}
