import { type RefObject, useEffect, useMemo, useRef, useState } from "react";
import { createGridPainter, type GridPainter } from "@/components/library/grid-painter";
import { keepPlace, readPlace, type Start } from "@/components/library/grid-place";
import {
  firstAt,
  headShift,
  type Layout,
  layOut,
  type Section,
  sectionAt,
  topOf,
  wholeBetween,
} from "@/components/library/layout";
import { createLongScroll, type LongScroll } from "@/components/library/long-scroll";
import type { PictureStore } from "@/components/library/picture-store";
import type { Range } from "@/components/library/selection";
import type { Detail, TileState } from "@/components/library/tile";
import type { LibraryDays } from "@/lib/library/schema";

const GAP = 4;
const HEAD = 36;
/** After the last scroll, ms. */
const REST_MS = 120;
/** Whoever passes a screen in less does not see the pictures on it. */
const SCREEN_MS_MIN = 200;
/** px of room under which three cells share a row. */
const NARROW = 480;
const NARROW_COLUMNS = 3;

/** What is read while it draws: always the newest, without drawing anew. */
export type GridLook = {
  stateOf: (index: number) => TileState;
  headOf: (section: Section) => { title: string; count: string };
  onSection: (section: Section | undefined) => void;
  /** Nothing moves any more; these are the pictures that are wholly seen. */
  onRest: (first: number, end: number) => void;
};

type GridOptions = {
  days: LibraryDays["days"];
  cell: number;
  store: PictureStore;
  look: RefObject<GridLook>;
  start: Start | null;
};

export type GridHandle = {
  painter: GridPainter;
  /** The least movement that shows it. */
  reveal: (index: number) => void;
  /** px from the top of the list. */
  goTo: (top: number) => void;
  /** px from the top of the list to the top of what is seen. */
  offset: () => number;
  /** How many rows are seen at once. */
  rowsSeen: number;
  /** The pictures that are wholly seen. */
  seen: () => Range;
};

export function useGridParts() {
  return {
    scroller: useRef<HTMLDivElement>(null),
    room: useRef<HTMLElement>(null),
    tile: useRef<HTMLDivElement>(null),
    head: useRef<HTMLDivElement>(null),
    /** The head of the month that is seen, which stays while its pictures go by. */
    sticky: useRef<HTMLDivElement>(null),
  };
}
type GridParts = ReturnType<typeof useGridParts>;

const cellFor = (width: number, wanted: number) =>
  width < NARROW ? Math.floor((width - GAP * (NARROW_COLUMNS - 1)) / NARROW_COLUMNS) : wanted;

/** Draws into the parts, and tells what it can do once they have a size. */
export function useGrid(parts: GridParts, options: GridOptions) {
  const { days, cell: wanted, store, look, start } = options;
  const { scroller, room, tile, head, sticky } = parts;
  const size = useSize(scroller, room);
  const handle = useRef<GridHandle>(null);
  const anchor = useRef(start?.index ?? null);
  const focused = useRef(start?.hasFocus ? start.index : null);
  const cell = cellFor(size.width, wanted);
  // A new layout is a new grid: only another width or size of the cells may make one.
  const layout = useMemo(
    () => (size.width > 0 ? layOut(days, { width: size.width, cell, gap: GAP, head: HEAD }) : null),
    [days, size.width, cell],
  );

  useEffect(() => {
    const [list, inside, cover] = [scroller.current, room.current, sticky.current];
    if (!list || !inside || !cover || !tile.current || !head.current || !layout) return;
    const scroll = createLongScroll({ height: layout.height, viewport: size.height });
    const painter = createGridPainter({
      ...{ room: inside, tile: tile.current, head: head.current, cell, layout },
      stateOf: (index) => look.current.stateOf(index),
      headOf: (section) => look.current.headOf(section),
    });
    const running = run({
      ...{ scroller: list, room: inside, sticky: cover },
      ...{ layout, painter, scroll, store, look, anchor },
    });
    handle.current = running.handle;
    takeFocus(running.handle, focused);
    return () => {
      focused.current = painter.focused();
      running.end();
      painter.clear();
      handle.current = null;
    };
  }, [layout, cell, size.height, store, look, scroller, room, tile, head, sticky]);

  return { handle, layout };
}

/** The cell that had the focus is drawn anew when the window changes its size: it gets it back. */
function takeFocus({ painter, reveal }: GridHandle, focused: RefObject<number | null>) {
  const index = focused.current;
  focused.current = null;
  if (index === null) return;
  reveal(index);
  painter.buttonOf(index)?.focus({ preventScroll: true });
}

/** Of the list that is seen and of the room in it. */
function useSize(scroller: GridParts["scroller"], room: GridParts["room"]) {
  const [size, setSize] = useState({ width: 0, height: 0 });
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const observer = new ResizeObserver(() =>
      setSize({ width: room.current?.clientWidth ?? 0, height: element.clientHeight }),
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [scroller, room]);
  return size;
}

/** What is worth drawing for who has passed so many screens in `tookMs`. */
const detailAt = (screens: number, tookMs: number): Detail =>
  screens * SCREEN_MS_MIN > tookMs ? "passing" : "full";

type Running = {
  layout: Layout;
  painter: GridPainter;
  scroll: LongScroll;
  scroller: HTMLElement;
  room: HTMLElement;
  sticky: HTMLElement;
  store: PictureStore;
  look: GridOptions["look"];
  /** Index of the picture that stands first: kept when the cells change their size. */
  anchor: RefObject<number | null>;
};

function run({ scroller, room, sticky, layout, painter, scroll, store, look, anchor }: Running) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last = { from: Number.NEGATIVE_INFINITY, at: 0 };
  const viewport = scroller.clientHeight;
  room.style.height = `${scroll.barHeight}px`;

  const want = () => {
    const { first, end } = painter.range();
    store.want(first, end);
  };
  const paint = (detail: Detail) => {
    const from = scroll.offset();
    painter.paint({ from, to: from + viewport, base: scroll.base(), detail });
    sticky.style.transform = `translateY(${headShift(layout, from)}px)`;
    // Whoever flies past a year does not want to read it.
    if (Math.abs(from - last.from) < viewport) want();
    last = { from, at: performance.now() };
    look.current.onSection(sectionAt(layout, from));
  };
  const setBar = (bar: number) => {
    scroller.scrollTop = bar;
    paint("full");
  };
  const seen = (): Range => {
    const from = scroll.offset();
    return wholeBetween(layout, from, from + viewport);
  };
  const rest = () => {
    const bar = scroll.settle();
    if (bar === null) paint("full");
    else setBar(bar);
    want();
    const from = scroll.offset();
    const first = firstAt(layout, from);
    anchor.current = first;
    keepPlace(from > HEAD ? first : 0, layout.total);
    const { first: firstSeen, end } = seen();
    look.current.onRest(firstSeen, end);
  };
  const restSoon = () => {
    clearTimeout(timer);
    timer = setTimeout(rest, REST_MS);
  };
  const onScroll = () => {
    scroll.follow(scroller.scrollTop);
    const movedPx = Math.abs(scroll.offset() - last.from);
    paint(detailAt(movedPx / viewport, performance.now() - last.at));
    restSoon();
  };
  const goTo = (top: number) => {
    setBar(scroll.jump(top));
    restSoon();
  };
  const reveal = (index: number) => {
    const top = topOf(layout, index);
    const bottom = top + layout.pitch;
    if (top - HEAD < scroll.offset()) goTo(top - HEAD);
    else if (bottom > scroll.offset() + viewport) goTo(bottom - viewport);
  };

  const start = anchor.current ?? readPlace(layout.total);
  goTo(start > 0 ? topOf(layout, start) - HEAD : 0);
  want();
  scroller.addEventListener("scroll", onScroll, { passive: true });
  const rowsSeen = Math.max(1, Math.floor((viewport - HEAD) / layout.pitch));
  const handle: GridHandle = { painter, reveal, goTo, offset: scroll.offset, rowsSeen, seen };
  return {
    handle,
    end() {
      clearTimeout(timer);
      scroller.removeEventListener("scroll", onScroll);
    },
  };
}
