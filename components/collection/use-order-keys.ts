import {
  type FocusEvent,
  type KeyboardEvent,
  type RefObject,
  useEffect,
  useEffectEvent,
  useRef,
  useState,
} from "react";
import { stepTo } from "@/components/collection/order";
import type { OrderedPictures } from "@/components/collection/use-ordered-pictures";
import type { LibraryPicture } from "@/lib/library/schema";

export type OrderVerbs = {
  /** `index` from 0. */
  move: (index: number) => void;
  take: () => void;
  makeCover: () => void;
  /** The first picture is the cover again. */
  forgetCover: () => void;
  /** The tile takes the focus, if it is there. */
  focus: () => void;
};

type OrderKeysOptions = {
  ordered: OrderedPictures;
  /** The cover; null is the first. */
  choose: (imageId: string | null) => Promise<void>;
  mayArrange: boolean;
  columns: number;
  room: RefObject<HTMLElement | null>;
};

/** The grid is one stop of the Tab key: arrows walk, Alt and arrows carry, Delete takes out. */
export function useOrderKeys({ ordered, choose, mayArrange, columns, room }: OrderKeysOptions) {
  const { pictures, version, move, take } = ordered;
  const [lastStop, setLastStop] = useState<string | null>(null);
  const ids = pictures.map(({ imageId }) => imageId);
  const tabStop = lastStop !== null && ids.includes(lastStop) ? lastStop : ids[0];
  const focusNext = useRef<string | null>(null);

  const onOrdered = useEffectEvent(() => {
    const wanted = focusNext.current;
    if (wanted) focusTile(room.current, wanted);
    focusNext.current = null;
  });
  // The element that had the focus is moved or gone once the new order is drawn, and one that is far away is drawn first.
  useEffect(() => {
    if (version || lastStop) onOrdered();
  }, [version, lastStop]);

  function focus(index: number) {
    const id = ids[index];
    if (id === undefined) return;
    setLastStop(id);
    focusNext.current = id;
  }

  const verbsFor = (picture: LibraryPicture, index: number): OrderVerbs => ({
    move(to) {
      focusNext.current = picture.imageId;
      move(picture, to);
    },
    take() {
      focusNext.current = ids[index + 1] ?? ids[index - 1] ?? null;
      setLastStop(focusNext.current);
      take(picture);
    },
    makeCover: () => void choose(picture.imageId),
    forgetCover: () => void choose(null),
    focus: () => focusTile(room.current, picture.imageId),
  });

  function actionOf({ key, altKey, target }: KeyboardEvent): (() => void) | null {
    const index = ids.indexOf(idOf(target) ?? "");
    const picture = pictures[index];
    if (!picture) return null;
    const to = stepTo(key, index, { columns, count: ids.length });
    const verbs = verbsFor(picture, index);
    if (altKey) return mayArrange && to !== null ? () => verbs.move(to) : null;
    if (mayArrange && (key === "Delete" || key === "Backspace")) return verbs.take;
    return to === null ? null : () => focus(to);
  }
  return {
    tabStop,
    verbsFor,
    listProps: {
      onFocus({ target }: FocusEvent) {
        const id = idOf(target);
        if (id) setLastStop(id);
      },
      onKeyDown(event: KeyboardEvent) {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        const action = actionOf(event);
        if (!action) return;
        // Alt and an arrow would also go back or on in the browser's history.
        event.preventDefault();
        action();
      },
    },
  };
}

/** Of the tile itself, not of a button on it. */
const idOf = (target: EventTarget): string | undefined =>
  target instanceof HTMLElement ? target.dataset["picture"] : undefined;

function focusTile(room: HTMLElement | null, imageId: string) {
  const tile = room?.querySelector<HTMLElement>(`[data-picture="${imageId}"]`);
  tile?.focus();
  tile?.scrollIntoView({ block: "nearest" });
}
