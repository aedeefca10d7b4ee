import { Layers, Undo2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useKeys } from "@/components/keyboard/use-shortcut";
import { CullStage } from "@/components/library/cull-stage";
import type { PictureStore } from "@/components/library/picture-store";
import { useCull } from "@/components/library/use-cull";
import { markOf, useMadeMarks } from "@/components/marks/made-marks";
import { MarkControls } from "@/components/marks/mark-controls";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Tag } from "@/components/ui/tag";
import { ViewerBar } from "@/components/viewer/viewer-bar";
import { ViewerDialog } from "@/components/viewer/viewer-dialog";

type CullProps = {
  store: PictureStore;
  q: string;
  /** Index of the picture that it begins with. */
  start: number;
  total: number;
  close: () => void;
  /** Told the picture that was looked at last. */
  onClosed: (index: number) => void;
};

/** Every picture of the search, one at a time, with nothing beside it. */
export function Cull({ store, q, start, total, close, onClosed }: CullProps) {
  const t = useTranslations("marks");
  const stack = useTranslations("library.stack");
  useMadeMarks();
  const cull = useCull({ store, q, start, total });
  const { index, picture, mark, rejectOthers, undo } = cull;
  const stackCount = picture?.stackCount ?? 1;
  const place = { position: index + 1, count: total };
  return (
    <ViewerDialog
      title={t("cull.title", place)}
      variantId={picture?.variantId ?? ""}
      scope="cull"
      close={close}
      onClosed={() => {
        onClosed(index);
        return true;
      }}
    >
      <div className="flex min-w-0 flex-1 flex-col max-laptop:h-dvh max-laptop:flex-none">
        <ViewerBar position={t("cull.position", place)} close={close} isAlone>
          {stackCount > 1 ? <Tag icon={Layers}>{stack("count", { count: stackCount })}</Tag> : null}
          <span className="font-mono text-ink-3 text-slug">{picture?.code}</span>
        </ViewerBar>
        <CullStage {...cull} />
        <footer className="flex min-h-16 flex-none flex-wrap items-center justify-center gap-x-6 gap-y-2 px-5 py-3 max-tablet:px-3 max-tablet:pb-[max(12px,env(safe-area-inset-bottom))]">
          {picture ? <MarkControls mark={markOf(picture)} change={mark} hasWords /> : null}
          <IconButton icon={Undo2} label={t("undo")} keys={useKeys("undoMark")} onClick={undo} />
          <Button
            kind="ghost"
            hint={stackCount > 1 ? stack("keepHint") : t("rejectOthersHint")}
            keys={useKeys("rejectOthers")}
            onClick={rejectOthers}
          >
            {t("rejectOthers")}
          </Button>
        </footer>
      </div>
    </ViewerDialog>
  );
}
