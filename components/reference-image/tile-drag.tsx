import {
  DndContext,
  type DragEndEvent,
  MouseSensor,
  TouchSensor,
  useSensor,
  useSensors,
} from "@dnd-kit/core";
import { rectSortingStrategy, SortableContext, useSortable } from "@dnd-kit/sortable";
import { CSS } from "@dnd-kit/utilities";
import { type RefObject, useEffect, useId, useLayoutEffect, useState } from "react";
import type { Tray } from "@/components/composer/use-tray";

/** The others make room in as long as everything that moves takes. */
const SLIDE = { duration: 180, easing: "cubic-bezier(0.6, 0, 0.2, 1)" };

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

type TileDragProps = Pick<Tray, "slots" | "move"> & { list: RefObject<HTMLElement | null> };

/** Lets the tiles of a list be dragged to another place. Draws nothing: it takes hold of those that are there. */
export function TileDrag({ slots, move, list }: TileDragProps) {
  const sensors = useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: 4 } }),
    useSensor(TouchSensor, { activationConstraint: { delay: 250, tolerance: 6 } }),
  );
  const onDragEnd = ({ active, over }: DragEndEvent) => {
    const index = slots.findIndex(({ key }) => key === over?.id);
    if (index !== -1) move(String(active.id), index);
  };
  return (
    <DndContext id={useId()} sensors={sensors} onDragEnd={onDragEnd} accessibility={SILENT}>
      <SortableContext items={slots.map(({ key }) => key)} strategy={rectSortingStrategy}>
        {slots.map(({ key }) => (
          <Hold key={key} slotKey={key} list={list} />
        ))}
      </SortableContext>
    </DndContext>
  );
}

type Listen = (event: { nativeEvent: Event }) => void;

/** On one tile. */
function Hold({ slotKey, list }: { slotKey: string; list: TileDragProps["list"] }) {
  const sortable = useSortable({ id: slotKey, transition: SLIDE });
  const { setNodeRef, listeners, transform, transition, isDragging } = sortable;
  const [button, setButton] = useState<HTMLElement | null>(null);
  const tile = button?.closest("li");

  useLayoutEffect(() => {
    const found = list.current?.querySelector<HTMLElement>(`[data-tile="${slotKey}"]`) ?? null;
    setButton(found);
    setNodeRef(found?.closest("li") ?? null);
  }, [list, slotKey, setNodeRef]);
  useLayoutEffect(() => {
    if (!tile) return;
    tile.style.transform = CSS.Translate.toString(transform) ?? "";
    tile.style.transition = transition ?? "";
    tile.toggleAttribute("data-dragging", isDragging);
  });
  useEffect(() => {
    const over = new AbortController();
    for (const [name, listen] of Object.entries(listeners ?? {})) {
      const type = name.slice("on".length).toLowerCase();
      const take = (nativeEvent: Event) => (listen as Listen)({ nativeEvent });
      button?.addEventListener(type, take, { signal: over.signal });
    }
    return () => over.abort();
  }, [button, listeners]);
  return null;
}
