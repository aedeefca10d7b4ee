import { useTranslations } from "next-intl";
import { type CSSProperties, type PointerEvent, useState } from "react";
import { AddButton } from "@/components/compare/add-button";
import type { Runs } from "@/components/compare/add-dialog";
import { CompareBar } from "@/components/compare/compare-bar";
import { CompareDrawer } from "@/components/compare/compare-drawer";
import { type CompareMode, nextMode } from "@/components/compare/compare-modes";
import { CompareStage, Layer } from "@/components/compare/compare-stage";
import type { ComparedPicture } from "@/components/compare/compared-picture";
import { PairStages } from "@/components/compare/pair-stages";
import { nameOfPicture } from "@/components/compare/picture-name";
import { useCompareKeys } from "@/components/compare/use-compare-keys";
import type { FeedVerbs } from "@/components/generation/verbs";
import { useKeys } from "@/components/keyboard/use-shortcut";
import { KeyCap } from "@/components/ui/key-cap";
import { showToast } from "@/components/ui/toast";
import { useMedia } from "@/components/ui/use-media";
import { useAfterwards } from "@/components/viewer/use-afterwards";
import { useSize } from "@/components/viewer/use-stage";
import { useZoom, type Zoom } from "@/components/viewer/use-zoom";
import { ViewerDialog } from "@/components/viewer/viewer-dialog";
import type { Size } from "@/components/viewer/zoom";
import { ZoomArea } from "@/components/viewer/zoom-area";

const NO_PICTURE = { id: "", width: 1, height: 1 };
const CROSSHAIR_PX = 22;

type CompareProps = {
  pictures: readonly ComparedPicture[];
  /** Where more pictures come from. */
  /** From which pictures can be added. */
  runs: Runs | null;
  verbs: FeedVerbs;
  change: (ids: readonly string[]) => void;
  close: () => void;
  /** Closes everything that lies over the studio. */
  leave: () => void;
};

type Grid = { columns: number; rows: number };

/** `isNarrow`: two lie above each other, where beside each other neither could be seen. */
const gridOf = (count: number, isOver: boolean, isNarrow: boolean): Grid => {
  if (isOver) return { columns: 1, rows: 1 };
  if (count === 2) return isNarrow ? { columns: 1, rows: 2 } : { columns: 2, rows: 1 };
  const columns = Math.ceil(Math.sqrt(count));
  return { columns, rows: Math.ceil(count / columns) };
};

/** Of one stage, between gaps of 2 px. */
const shareOf = (size: Size | null, { columns, rows }: Grid): Size | null =>
  size && {
    width: (size.width - 2 * (columns - 1)) / columns,
    height: (size.height - 2 * (rows - 1)) / rows,
  };

/** To the place under the pointer, within whichever stage it is over, without a render. */
function moveCrosshairs(
  { currentTarget, clientX, clientY }: PointerEvent<HTMLElement>,
  stage: Size | null,
) {
  if (!stage) return;
  const box = currentTarget.getBoundingClientRect();
  const x = ((clientX - box.left) % (stage.width + 2)) - CROSSHAIR_PX / 2;
  const y = ((clientY - box.top) % (stage.height + 2)) - CROSSHAIR_PX / 2;
  for (const crosshair of currentTarget.querySelectorAll<HTMLElement>("[data-crosshair]"))
    crosshair.style.translate = `${x}px ${y}px`;
}

/** What can be taken out and brought to the front. */
function useOrder({ pictures, change }: Pick<CompareProps, "pictures" | "change">) {
  const t = useTranslations("compare");
  const [wanted, setFocused] = useState(0);
  const focused = Math.min(wanted, pictures.length - 1);
  const ids = pictures.map(({ variant }) => variant.id);
  return {
    focused,
    focus: (index: number) => index < pictures.length && setFocused(index),
    swap: () => ids.length === 2 && change(ids.toReversed()),
    drop: () => {
      if (ids.length < 2) return;
      change(ids.filter((_, index) => index !== focused));
      const text = t("dropped", { letter: nameOfPicture(focused, ids.length) });
      showToast({ text, undo: { label: t("undo"), run: () => change(ids) } });
    },
  };
}

type ContactGridProps = {
  pictures: readonly ComparedPicture[];
  zoom: Zoom;
  stageSize: Size | null;
  focused: number;
};

/** One picture that is left, or three and more at once. */
function ContactGrid({ pictures, zoom, stageSize, focused }: ContactGridProps) {
  const leader = pictures[0]?.image ?? NO_PICTURE;
  return pictures.map((picture, index) => (
    <CompareStage
      key={picture.variant.id}
      {...{ pictures, index, zoom, stageSize }}
      isFocused={pictures.length > 1 && index === focused}
    >
      <Layer {...{ picture, leader, zoom }} />
    </CompareStage>
  ));
}

/** What a hand on the keyboard can do here, on the pictures in both themes. */
function HoldHint() {
  const t = useTranslations("compare");
  const keys = useKeys("showB") ?? "";
  return (
    <p
      data-theme="dark"
      className="pointer-events-none absolute bottom-4 left-1/2 flex h-[30px] -translate-x-1/2 items-center gap-2 whitespace-nowrap rounded-control bg-tag px-3 text-on-tag text-small max-laptop:hidden"
    >
      <KeyCap keys={keys} />
      {t("holdHint")}
    </p>
  );
}

/** Two to nine pictures under one zoom. */
export function Compare({ pictures, runs, verbs, change, close, leave }: CompareProps) {
  const t = useTranslations("compare");
  const [mode, setMode] = useState<CompareMode>("side");
  const [isHeld, setIsHeld] = useState(false);
  const [measure, size] = useSize();
  const [a, b] = pictures;
  const pair = a && b && pictures.length === 2 ? ([a, b] as const) : null;
  const isNarrow = useMedia("(width < 48rem)");
  const grid = gridOf(pictures.length, pair !== null && mode !== "side", isNarrow);
  const stageSize = shareOf(size, grid);
  const zoom = useZoom(stageSize, a?.image ?? NO_PICTURE);
  const { focused, focus, swap, drop } = useOrder({ pictures, change });
  const { leaveFor, onClosed } = useAfterwards(leave);
  const cycle = () => setMode(nextMode(mode));
  useCompareKeys({ zoom, cycle, swap, focus, drop, setIsHeld });
  return (
    <ViewerDialog
      title={t("title")}
      variantId={a?.variant.id ?? ""}
      {...{ close, onClosed }}
      scope="compare"
    >
      <div className="flex min-w-0 flex-1 flex-col">
        <CompareBar
          {...{ mode, setMode, zoom, swap, close }}
          count={pictures.length}
          add={runs && <AddButton {...{ pictures, change, runs }} />}
        />
        <div
          className="relative min-h-[40dvh] flex-1"
          // Before the picture is moved: to ask for a place after that is to lay the page out twice.
          onPointerMoveCapture={(event) => moveCrosshairs(event, stageSize)}
        >
          <ZoomArea zoom={zoom} measure={measure} className="absolute inset-0">
            <div
              style={{ "--columns": grid.columns, "--rows": grid.rows } as CSSProperties}
              className="absolute inset-0 grid grid-cols-[repeat(var(--columns),minmax(0,1fr))] grid-rows-[repeat(var(--rows),minmax(0,1fr))] gap-0.5"
            >
              {pair ? (
                <PairStages {...{ mode, isHeld, zoom, stageSize }} pictures={pair} />
              ) : (
                <ContactGrid {...{ pictures, zoom, stageSize, focused }} />
              )}
            </div>
          </ZoomArea>
          {pair ? <HoldHint /> : null}
        </div>
        <CompareDrawer {...{ pictures, focused, focus, drop, verbs }} leave={leaveFor} />
      </div>
    </ViewerDialog>
  );
}
