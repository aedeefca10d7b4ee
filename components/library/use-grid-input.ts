import type { DragEvent, FocusEvent, KeyboardEvent, MouseEvent, RefObject } from "react";
import { useShortcut } from "@/components/keyboard/use-shortcut";
import type { Stacks } from "@/components/library/grid-over";
import { type Layout, step } from "@/components/library/layout";
import type { PictureStore } from "@/components/library/picture-store";
import type { Selection } from "@/components/library/selection";
import type { GridHandle } from "@/components/library/use-grid";
import { useGridMarks } from "@/components/library/use-grid-marks";
import { useGridSelection } from "@/components/library/use-grid-selection";
import type { ChosenPictures } from "@/components/library/use-selection";
import { pictureDrag } from "@/components/reference-image/picture-drag";
import { useDragOut } from "@/components/reference-image/use-drag-out";
import type { LibraryPicture, Mark } from "@/lib/library/schema";

type GridInputOptions = {
  store: PictureStore;
  /** The search. */
  q: string;
  stacks: Stacks | null;
  chosen: ChosenPictures;
  markChosen: (change: Partial<Mark>) => void;
  bin: ((selection: Selection) => void) | null;
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

/** What is chosen, else the picture that has the focus. False where that is none. */
function binHere({ bin, chosen, room, store, current }: GridInputOptions): boolean {
  if (chosen.chosen.length > 0) bin?.(chosen.chosen);
  else if (room.current?.contains(document.activeElement) && store.at(current))
    bin?.([{ first: current, end: current + 1 }]);
  else return false;
  return true;
}

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

  useShortcut("bin", options.bin && (() => binHere(options)));

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
  useDragOut();
  function onDragStart(event: DragEvent) {
    const picture = store.at(indexOf(event.target));
    // A finger that rests selects; it would begin to drag instead.
    if (!picture || !matchMedia("(hover: hover)").matches) return event.preventDefault();
    pictureDrag({ ...picture, id: picture.imageId }, picture.code).onDragStart(event);
  }
  return { moveTo, onFocus, onClick, onKeyDown, onDragStart, ...pointer };
}
