import type { FocusEvent, KeyboardEvent, MouseEvent, RefObject } from "react";
import type { Stacks } from "@/components/library/grid-over";
import { type Layout, step } from "@/components/library/layout";
import type { PictureStore } from "@/components/library/picture-store";
import type { GridHandle } from "@/components/library/use-grid";
import { useGridMarks } from "@/components/library/use-grid-marks";
import { useGridSelection } from "@/components/library/use-grid-selection";
import type { ChosenPictures } from "@/components/library/use-selection";
import type { LibraryPicture, Mark } from "@/lib/library/schema";

type GridInputOptions = {
  store: PictureStore;
  /** The search. */
  q: string;
  stacks: Stacks;
  chosen: ChosenPictures;
  markChosen: (change: Partial<Mark>) => void;
  open: (picture: LibraryPicture) => void;
  layout: Layout | null;
  handle: RefObject<GridHandle | null>;
  scroller: RefObject<HTMLElement | null>;
  room: RefObject<HTMLElement | null>;
  band: RefObject<HTMLElement | null>;
  /** Index of the picture that has the tab stop. */
  current: number;
  setCurrent: (index: number) => void;
};

/** Index of the picture whose cell that is part of; -1 beside them. */
export const indexOf = (target: EventTarget): number =>
  target instanceof Element
    ? Number(target.closest<HTMLElement>("[data-index]")?.dataset["index"] ?? -1)
    : -1;

/** What mouse, finger and keys do in the grid. */
export function useGridInput(options: GridInputOptions) {
  const { store, q, stacks, chosen, open, layout, handle, room, current, setCurrent } = options;
  const moveTo = (index: number) => {
    setCurrent(index);
    handle.current?.reveal(index);
    handle.current?.painter.buttonOf(index)?.focus();
  };
  const { pointer, ...selection } = useGridSelection({ ...options, moveTo, indexOf });
  useGridMarks({
    ...{ store, q, stacks, current, room, moveTo },
    markChosen: options.markChosen,
    total: layout?.total ?? 0,
    hasChosen: chosen.chosen.length > 0,
  });

  // A screen reader gives the focus to a picture without a key or a click.
  function onFocus(event: FocusEvent) {
    const index = indexOf(event.target);
    if (index >= 0) setCurrent(index);
  }
  function onClick(event: MouseEvent) {
    const index = indexOf(event.target);
    if (index >= 0) setCurrent(index);
    if (selection.onClick(event)) return;
    const picture = index < 0 ? null : store.at(index);
    if (picture) open(picture);
  }
  function onKeyDown(event: KeyboardEvent) {
    if (selection.onKeyDown(event)) return event.preventDefault();
    const index = indexOf(event.target);
    const isPlain = !(event.altKey || event.ctrlKey || event.metaKey || event.shiftKey);
    if (index < 0 || !isPlain || !layout) return;
    const to = step(layout, { index, key: event.key, rowsSeen: handle.current?.rowsSeen ?? 1 });
    if (to === null) return;
    event.preventDefault();
    moveTo(to);
  }
  return { moveTo, onFocus, onClick, onKeyDown, ...pointer };
}
