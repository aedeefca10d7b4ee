import type { RefObject } from "react";
import type { PictureStore } from "@/components/library/picture-store";
import { useMarkKeys } from "@/components/marks/use-mark-keys";
import { useMarking } from "@/components/marks/use-marking";
import type { Mark } from "@/lib/library/schema";

type GridMarksOptions = {
  store: PictureStore;
  /** Index of the picture that has the tab stop. */
  current: number;
  total: number;
  room: RefObject<HTMLElement | null>;
  moveTo: (index: number) => void;
  hasChosen: boolean;
  markChosen: (change: Partial<Mark>) => void;
};

/** Marks what is chosen; else the picture that has the focus, and goes on to the next. */
export function useGridMarks(options: GridMarksOptions): void {
  const { store, current, total, room, moveTo, hasChosen, markChosen } = options;
  const marking = useMarking();
  const focused = () => (room.current?.contains(document.activeElement) ? store.at(current) : null);
  useMarkKeys({
    mark(change) {
      if (hasChosen) return markChosen(change);
      const picture = focused();
      if (!picture) return false;
      void marking.mark(picture, change, current);
      moveTo(Math.min(current + 1, total - 1));
    },
    rejectOthers() {
      const picture = focused();
      if (!picture) return false;
      void marking.rejectOthers(picture, current);
    },
    undo() {
      const undone = marking.undo();
      if (undone?.at != null) moveTo(undone.at);
    },
  });
}
