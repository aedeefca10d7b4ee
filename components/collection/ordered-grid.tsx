import {
  DndContext,
  type DragEndEvent,
  MouseSensor,
  TouchSensor,
  useSensor,
  useSensors,
} from "@dnd-kit/core";
import { rectSortingStrategy, SortableContext } from "@dnd-kit/sortable";
import { useTranslations } from "next-intl";
import { type RefObject, useEffect, useEffectEvent, useId, useRef, useState } from "react";
import { placeOf } from "@/components/collection/order";
import { OrderedTile } from "@/components/collection/ordered-tile";
import { useChooseCover } from "@/components/collection/use-choose-cover";
import { useOrderKeys } from "@/components/collection/use-order-keys";
import type { OrderedPictures } from "@/components/collection/use-ordered-pictures";
import { useSeenCells } from "@/components/collection/use-seen-cells";
import type { CollectionView } from "@/lib/collection/schema";
import type { LibraryPicture } from "@/lib/library/schema";

/** Tiles say what they do themselves; the words that come with dragging would be in English. */
const SILENT = {
  announcements: {
    onDragStart: () => undefined,
    onDragOver: () => undefined,
    onDragEnd: () => undefined,
    onDragCancel: () => undefined,
  },
  screenReaderInstructions: { draggable: "" },
};

/** Closer to the end of what has been read than so many pictures more are read. */
const AHEAD = 60;

type OrderedGridProps = {
  collection: CollectionView;
  ordered: OrderedPictures;
  scroller: RefObject<HTMLElement | null>;
  mayArrange: boolean;
  open: (picture: LibraryPicture) => void;
};

/** Every picture in its place, of which only those that are seen exist. They are dragged, or carried by keys. */
export function OrderedGrid(props: OrderedGridProps) {
  const { collection, ordered, scroller, mayArrange, open } = props;
  const t = useTranslations("collection.grid");
  const { pictures, move, more, hasMore } = ordered;
  const room = useRef<HTMLUListElement>(null);
  const [draggedId, setDraggedId] = useState<string | null>(null);
  const { layout, first, end } = useSeenCells(scroller, room, pictures.length);
  const choose = useChooseCover(collection.id);
  const keys = useOrderKeys({ ordered, choose, mayArrange, columns: layout.columns, room });
  useMore(hasMore && end > pictures.length - AHEAD, more);
  const sensors = useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: 4 } }),
    useSensor(TouchSensor, { activationConstraint: { delay: 250, tolerance: 6 } }),
  );
  const onDragEnd = ({ active, over }: DragEndEvent) => {
    setDraggedId(null);
    const picture = pictures.find(({ imageId }) => imageId === active.id);
    const index = pictures.findIndex(({ imageId }) => imageId === over?.id);
    if (picture && index >= 0) move(picture, index);
  };
  return (
    <DndContext
      id={useId()}
      sensors={sensors}
      accessibility={SILENT}
      onDragStart={({ active }) => setDraggedId(String(active.id))}
      onDragCancel={() => setDraggedId(null)}
      onDragEnd={onDragEnd}
    >
      <SortableContext
        items={pictures.map(({ imageId }) => imageId)}
        strategy={rectSortingStrategy}
        disabled={!mayArrange}
      >
        <ul
          ref={room}
          aria-label={t("label")}
          {...keys.listProps}
          style={{ height: layout.height }}
          className="relative select-none"
        >
          {pictures.map((picture, index) => {
            const isThere = index >= first && index < end;
            // What is held stays, however far the list has been scrolled.
            if (!isThere && picture.imageId !== draggedId && picture.imageId !== keys.tabStop)
              return null;
            return (
              <OrderedTile
                key={picture.imageId}
                {...{ picture, index, mayArrange, open }}
                count={pictures.length}
                size={layout.cell}
                place={placeOf(layout, index)}
                isCover={collection.coverImageId === picture.imageId}
                isCoverChosen={collection.isCoverChosen}
                isTabStop={keys.tabStop === picture.imageId}
                verbs={keys.verbsFor(picture, index)}
              />
            );
          })}
        </ul>
      </SortableContext>
    </DndContext>
  );
}

function useMore(isNear: boolean, more: () => void) {
  const onNear = useEffectEvent(more);
  // After every drawing: the last read may not have brought enough.
  useEffect(() => {
    if (isNear) onNear();
  });
}
