import { useEffect, useRef, useState } from "react";
import { useShortcut } from "@/components/keyboard/use-shortcut";
import type { PictureStore } from "@/components/library/picture-store";
import { useRejectOthers } from "@/components/library/use-reject-others";
import { useMarkKeys } from "@/components/marks/use-mark-keys";
import { useMarking } from "@/components/marks/use-marking";
import { imageUrl } from "@/lib/image/schema/facts";
import type { Mark } from "@/lib/library/schema";

/** The mark is seen before the picture goes, ms. */
const FADE_MS = 120;
/** Pictures on either side that are there before they are wanted. */
const AHEAD = 3;

type CullOptions = {
  store: Pick<PictureStore, "at" | "want">;
  /** The search that the pictures are of. */
  q: string;
  start: number;
  total: number;
};

/** One picture of the list at a time: a mark leads on to the next. */
export function useCull({ store, q, start, total }: CullOptions) {
  const [last, setIndex] = useState(start);
  // Pictures may leave.
  const index = Math.max(0, Math.min(last, total - 1));
  const goingTo = useRef<{ index: number; timer: ReturnType<typeof setTimeout> } | null>(null);
  const marking = useMarking();
  const keep = useRejectOthers(marking, q);
  const picture = store.at(index);

  useEffect(() => {
    const [from, to] = [Math.max(0, index - AHEAD), Math.min(total, index + AHEAD + 1)];
    store.want(from, to);
    for (let at = from; at < to; at += 1) {
      const { imageId } = store.at(at) ?? {};
      if (imageId) new Image().src = imageUrl(imageId, 1600);
    }
  });
  useEffect(() => () => clearTimeout(goingTo.current?.timer), []);

  const show = (next: number) => {
    clearTimeout(goingTo.current?.timer);
    goingTo.current = null;
    setIndex(Math.min(total - 1, Math.max(0, next)));
  };
  const showSoon = (next: number) => {
    const timer = setTimeout(() => show(next), FADE_MS);
    goingTo.current = { index: next, timer };
  };
  /** The picture that is meant: who presses twice means the one that is on its way. */
  function meant(): number {
    const to = goingTo.current?.index;
    if (to === undefined) return index;
    show(to);
    return to;
  }
  function mark(change: Partial<Mark>) {
    const at = meant();
    const shown = store.at(at);
    if (!shown) return;
    void marking.mark(shown, change, at);
    if (at < total - 1) showSoon(at + 1);
  }
  function rejectOthers() {
    const at = meant();
    const shown = store.at(at);
    if (!shown) return;
    void keep(shown, at);
    if (at < total - 1) showSoon(at + 1);
  }
  function undo() {
    const undone = marking.undo();
    if (undone?.at != null) show(undone.at);
  }
  const turn = ({ code }: Pick<KeyboardEvent, "code">) =>
    show(meant() + (code === "ArrowRight" ? 1 : -1));
  useMarkKeys({ mark, rejectOthers, undo });
  useShortcut("turn", turn);
  return {
    index,
    picture,
    marking,
    show,
    meant,
    mark,
    rejectOthers,
    undo,
    previous: index > 0 ? () => show(meant() - 1) : null,
    next: index < total - 1 ? () => show(meant() + 1) : null,
  };
}
export type Culled = ReturnType<typeof useCull>;
