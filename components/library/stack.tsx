import { useQuery } from "@tanstack/react-query";
import { Layers2, Maximize, Undo2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useKeys } from "@/components/keyboard/use-shortcut";
import { CullStage } from "@/components/library/cull-stage";
import { StackStrip } from "@/components/library/stack-strip";
import { type StackEnd, useStack } from "@/components/library/use-stack";
import { markOf, useMadeMarks } from "@/components/marks/made-marks";
import { MarkControls } from "@/components/marks/mark-controls";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { ViewerBar } from "@/components/viewer/viewer-bar";
import { ViewerDialog } from "@/components/viewer/viewer-dialog";
import { libraryStackQuery } from "@/lib/library/queries";
import type { LibraryPicture } from "@/lib/library/schema";

type StackProps = {
  q: string;
  /** Any of its pictures. */
  imageId: string;
  mayArrange: boolean;
  close: () => void;
  onClosed: (end: StackEnd) => void;
  again: () => void;
  /** With all that is known of it. */
  open: (picture: LibraryPicture) => void;
};

/** What looks alike, side by side, to keep one of it. */
export function Stack(props: StackProps) {
  const t = useTranslations("library");
  const { data, isError } = useQuery(libraryStackQuery(props.q, props.imageId));
  if (data && data.pictures.length > 0) return <OpenStack {...props} members={data.pictures} />;
  return (
    <ViewerDialog title={t("stack.label")} variantId="" scope="cull" close={props.close}>
      <div className="flex min-w-0 flex-1 flex-col">
        <ViewerBar position="" close={props.close} isAlone />
        <p role="status" className="m-auto p-6 text-ink-2">
          {data || isError ? t(data ? "stack.gone" : "loadFailed") : t("loading")}
        </p>
      </div>
    </ViewerDialog>
  );
}

function OpenStack({ members, ...props }: StackProps & { members: LibraryPicture[] }) {
  const { close, onClosed, open } = props;
  const t = useTranslations("library.stack");
  useMadeMarks();
  const stack = useStack({ ...props, members });
  const { index, shown, picture, show } = stack;
  const place = { position: index + 1, count: shown.length };
  return (
    <ViewerDialog
      title={t("title", place)}
      variantId={picture?.variantId ?? ""}
      scope="cull"
      close={close}
      onClosed={() => {
        onClosed(stack.end());
        return true;
      }}
    >
      <div className="flex min-w-0 flex-1 flex-col max-laptop:h-dvh max-laptop:flex-none">
        <ViewerBar position={t("position", place)} close={close} isAlone>
          <span className="font-mono text-ink-3 text-slug">{picture?.code}</span>
        </ViewerBar>
        <CullStage {...stack} />
        <StackStrip pictures={shown} index={index} show={show} />
        <StackVerbs {...stack} open={() => picture && open(picture)} />
      </div>
    </ViewerDialog>
  );
}

type StackVerbsProps = ReturnType<typeof useStack> & { open: () => void };

function StackVerbs({ picture, mark, rejectOthers, notAlike, undo, open }: StackVerbsProps) {
  const t = useTranslations("library.stack");
  const marks = useTranslations("marks");
  const keys = { undo: useKeys("undoMark"), others: useKeys("rejectOthers") };
  const notAlikeKeys = useKeys("notAlike");
  return (
    <footer className="flex min-h-16 flex-none flex-wrap items-center justify-center gap-x-6 gap-y-2 px-5 pb-3 max-tablet:gap-x-2 max-tablet:px-3 max-tablet:pb-[max(12px,env(safe-area-inset-bottom))]">
      {picture ? <MarkControls mark={markOf(picture)} change={mark} hasWords /> : null}
      <IconButton icon={Undo2} label={marks("undo")} keys={keys.undo} onClick={undo} />
      <Button kind="ghost" hint={t("keepHint")} keys={keys.others} onClick={rejectOthers}>
        {t("keep")}
      </Button>
      {notAlike ? (
        <Button
          kind="ghost"
          icon={Layers2}
          hint={t("notAlikeHint")}
          keys={notAlikeKeys}
          onClick={notAlike}
        >
          {t("notAlike")}
        </Button>
      ) : null}
      <IconButton icon={Maximize} label={t("open")} onClick={open} />
    </footer>
  );
}
