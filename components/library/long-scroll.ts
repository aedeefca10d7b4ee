/** px. Browsers cut an element at 16.7 million at a pixel ratio of 2; half of that is safe everywhere. */
export const SCROLL_HEIGHT_MAX = 8_000_000;

/**
 * Maps the place of a scroll bar, whose room is limited, to a place in a list that may be longer. A turn of the
 * wheel moves the list as far as the bar; a drag of the bar, by its share of the whole.
 */
export function createLongScroll({ height, viewport }: { height: number; viewport: number }) {
  const barHeight = Math.min(height, SCROLL_HEIGHT_MAX);
  const barEnd = Math.max(0, barHeight - viewport);
  const end = Math.max(0, height - viewport);
  const isScaled = height > barHeight;
  let bar = 0;
  let offset = 0;
  const clamp = (value: number, max: number) => Math.min(max, Math.max(0, value));
  const share = (value: number, from: number, to: number) => (from > 0 ? (value / from) * to : 0);

  return {
    barHeight,
    /** px from the top of the list to the top of what is seen. */
    offset: () => offset,
    /** Subtracted from a place in the list it gives a place in the bar's room. */
    base: () => offset - bar,
    /** The bar was moved to `to`. */
    follow(to: number) {
      const moved = to - bar;
      bar = clamp(to, barEnd);
      const isDrag = Math.abs(moved) > viewport * 2;
      const isAtEdge = bar === 0 || bar === barEnd;
      if (!isScaled) offset = bar;
      else if (isDrag || isAtEdge) offset = share(bar, barEnd, end);
      else offset = clamp(offset + moved, end);
      return offset;
    },
    /** Where the bar has to be for that place in the list. */
    jump(to: number) {
      offset = clamp(to, end);
      bar = isScaled ? share(offset, end, barEnd) : offset;
      return bar;
    },
    /** Where the bar belongs after turns of the wheel have carried the list away from its share. Null: it is there. */
    settle(): number | null {
      if (!isScaled) return null;
      const rightful = share(offset, end, barEnd);
      if (Math.abs(rightful - bar) < 1) return null;
      bar = rightful;
      return bar;
    },
  };
}
export type LongScroll = ReturnType<typeof createLongScroll>;
