import type { RefObject } from "react";
import { useShortcut } from "@/components/keyboard/use-shortcut";
import type { Stacks } from "@/components/library/grid-over";
import type { PictureStore } from "@/components/library/picture-store";
import { useNotAlike } from "@/components/library/use-not-alike";
import { useRejectOthers } from "@/components/library/use-reject-others";
import { useMarkKeys } from "@/components/marks/use-mark-keys";
import { useMarking } from "@/components/marks/use-marking";
import type { Mark } from "@/lib/library/schema";

type GridMarksOptions = {
  store: PictureStore;
  q: string;
  stacks: Stacks | null;
  /** Index of the picture that has the tab stop. */
  current: number;
  total: number;
  room: RefObject<HTMLElement | null>;
  moveTo: (index: number) => void;
  hasChosen: boolean;
  markChosen: (change: Partial<Mark>) => void;
};

/** Marks what is chosen; else the picture that has the focus, and goes on to the next, or takes it out of its stack. */
export function useGridMarks(options: GridMarksOptions): void {
  const { store, q, stacks, current, total, room, moveTo, hasChosen, markChosen } = options;
  const marking = useMarking();
  const keep = useRejectOthers(marking, q);
  const focused = () => (room.current?.contains(document.activeElement) ? store.at(current) : null);
  const again = () => stacks?.again(current);
  const setApart = useNotAlike({ marking, onApart: again, onBack: again });
  useShortcut("notAlike", () => {
    const picture = focused();
    if (!picture || picture.stackCount === 1 || !stacks?.mayArrange) return false;
    void setApart(picture, current);
  });
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
      void keep(picture, current);
    },
    undo() {
      const undone = marking.undo();
      if (undone?.at != null) moveTo(undone.at);
    },
  });
}
