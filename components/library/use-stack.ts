import { useRef, useState } from "react";
import { useShortcut } from "@/components/keyboard/use-shortcut";
import { useCull } from "@/components/library/use-cull";
import { useNotAlike } from "@/components/library/use-not-alike";
import type { LibraryPicture } from "@/lib/library/schema";

export type StackEnd = {
  /** Somebody has left it or come back: the list has other tiles now. */
  isOtherList: boolean;
  /** When all marks of it have been saved. */
  settled: () => Promise<unknown>;
};

type StackOptions = {
  q: string;
  members: readonly LibraryPicture[];
  mayArrange: boolean;
  /** The list is to be read again, because of what was undone after the end. */
  again: () => void;
};

/** The pictures of one stack, one at a time. */
export function useStack({ q, members, mayArrange, again }: StackOptions) {
  const [apartIds, setApartIds] = useState<ReadonlySet<string>>(new Set());
  const isOtherList = useRef(false);
  const hasEnded = useRef(false);
  const shown = members.filter(({ imageId }) => !apartIds.has(imageId));
  const store = { at: (index: number) => shown[index] ?? null, want: () => undefined };
  const cull = useCull({ store, q, start: 0, total: shown.length });
  const { marking } = cull;

  const move = (imageId: string, isApart: boolean) => {
    setApartIds((ids) => {
      const next = new Set(ids);
      if (isApart) next.add(imageId);
      else next.delete(imageId);
      return next;
    });
    if (hasEnded.current) again();
    else isOtherList.current = true;
  };
  const setApart = useNotAlike({
    marking,
    onApart: (imageId) => move(imageId, true),
    onBack: (imageId) => move(imageId, false),
  });
  const canSetApart = mayArrange && shown.length > 1;
  const notAlike = () => {
    const at = cull.meant();
    const picture = shown[at];
    if (picture) void setApart(picture, at);
  };
  useShortcut("notAlike", canSetApart ? notAlike : null);
  return {
    ...cull,
    shown,
    notAlike: canSetApart ? notAlike : null,
    end(): StackEnd {
      hasEnded.current = true;
      return { isOtherList: isOtherList.current, settled: marking.settled };
    },
  };
}
