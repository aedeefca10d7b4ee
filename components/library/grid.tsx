import { useLocale, useTranslations } from "next-intl";
import {
  type RefObject,
  useCallback,
  useEffect,
  useEffectEvent,
  useImperativeHandle,
  useRef,
  useState,
} from "react";
import { takeFocusWish } from "@/components/library/grid-focus";
import { type Culling, GridOver, type Stacks } from "@/components/library/grid-over";
import type { Start } from "@/components/library/grid-place";
import type { Section } from "@/components/library/layout";
import { monthName } from "@/components/library/month-name";
import type { PictureStore } from "@/components/library/picture-store";
import { Scrubber } from "@/components/library/scrubber";
import type { Selection } from "@/components/library/selection";
import { TileTemplates } from "@/components/library/tile-templates";
import { useGrid, useGridParts } from "@/components/library/use-grid";
import { indexOf, useGridInput } from "@/components/library/use-grid-input";
import { useLook } from "@/components/library/use-look";
import type { ChosenPictures } from "@/components/library/use-selection";
import { useMadeMarks } from "@/components/marks/made-marks";
import type { LibraryDays, LibraryPicture, Mark } from "@/lib/library/schema";

/** Gives the focus to the picture of that variant, or to where it was last. */
export type FocusGrid = (variantId: string | null) => void;

type GridProps = {
  days: LibraryDays["days"];
  cell: number;
  store: PictureStore;
  q: string;
  /** Null: where it was left. */
  start: Start | null;
  open: (picture: LibraryPicture) => void;
  focus: RefObject<FocusGrid | null>;
  culling: Culling;
  /** Null: every picture is a tile. */
  stacks: Stacks | null;
  chosen: ChosenPictures;
  /** Marks everything that is chosen. */
  markChosen: (change: Partial<Mark>) => void;
  /** Null for who may not. */
  bin: ((selection: Selection) => void) | null;
};

/** Every picture of the search in its place, of which only those that are seen exist. */
export function Grid(props: GridProps) {
  const { days, cell, store, q, start, focus, culling, stacks, chosen, markChosen, bin } = props;
  const t = useTranslations("library");
  const [current, setCurrent] = useState(start?.index ?? 0);
  const [section, onSection] = useState<Section>();
  const parts = useGridParts();
  const { scroller, room, tile, head, sticky } = parts;
  // The tab stop is always a picture that is there.
  const onRest = (first: number, end: number) => {
    if (room.current?.contains(document.activeElement)) return;
    setCurrent((it) => (it >= first && it < end ? it : first));
  };
  const look = useLook({ store, current, chosen: chosen.chosen, onSection, onRest });
  const { handle, layout } = useGrid(parts, { days, cell, store, look, start });
  useEffect(() => handle.current?.painter.refresh());

  useMadeMarks();
  const open = (picture: LibraryPicture) =>
    stacks && picture.stackCount > 1 ? stacks.open(picture.imageId) : props.open(picture);
  const band = useRef<HTMLDivElement>(null);
  const { moveTo, ...input } = useGridInput({
    ...{ store, q, stacks, chosen, markChosen, bin, open, layout, handle, scroller, room, band },
    ...{ current, setCurrent },
  });
  const goTo = useCallback((top: number) => handle.current?.goTo(top), [handle]);
  const hasLayout = layout !== null;
  const takeFocus = useEffectEvent(() => {
    if (takeFocusWish()) moveTo(handle.current?.seen().first ?? 0);
  });
  // Once for each grid, as soon as there is something to focus.
  useEffect(() => {
    if (hasLayout) takeFocus();
  }, [hasLayout]);
  useImperativeHandle(focus, () => (variantId) => {
    const shown = variantId && room.current?.querySelector(`[data-variant="${variantId}"]`);
    moveTo(shown ? indexOf(shown) : current);
  });

  return (
    <div className="relative flex min-h-0 min-w-0 flex-1">
      <div
        ref={scroller}
        {...input}
        className="min-w-0 flex-1 overflow-y-scroll overscroll-contain ps-5 outline-none [overflow-anchor:none] [scrollbar-width:none] max-tablet:px-3"
      >
        <section
          ref={room}
          aria-label={t("grid")}
          data-selecting={chosen.chosen.length > 0 ? "" : undefined}
          className="relative select-none overflow-hidden"
        />
      </div>
      <div
        ref={band}
        hidden
        aria-hidden="true"
        className="pointer-events-none absolute top-0 left-0 border border-blue-2 bg-select"
      />
      <div className="pointer-events-none absolute inset-x-0 top-0 h-9 overflow-hidden max-tablet:h-9">
        <div ref={sticky} aria-hidden="true">
          <StickyHead section={section} />
        </div>
      </div>
      {layout ? <Scrubber layout={layout} current={section} goTo={goTo} /> : null}
      <TileTemplates tile={tile} head={head} />
      {layout ? (
        <GridOver
          {...{ q, store, culling, stacks, current, moveTo }}
          total={layout.total}
          open={props.open}
        />
      ) : null}
    </div>
  );
}

function StickyHead({ section }: { section: Section | undefined }) {
  const locale = useLocale();
  if (!section) return null;
  return (
    <div className="flex h-9 items-center gap-2.5 bg-bench ps-5 me-21 max-tablet:me-0 max-tablet:ps-3">
      <span className="font-strong text-[13px]">{monthName(section.month, locale)}</span>
      <span className="font-mono text-ink-3 text-slug">{section.count.toLocaleString(locale)}</span>
    </div>
  );
}
