import { useEffect, useState } from "react";
import { cellOf } from "@/components/generation/cell-id";
import { cellsOf, isDone } from "@/components/generation/cells";
import type { GenerationView } from "@/lib/generation/schema";

/** The picture of the feed that had the focus last, before that the newest one. */
export function useSelected(generations: readonly GenerationView[]) {
  const [selectedId, select] = useState<string | null>(null);
  useEffect(() => {
    const look = () => {
      const id = cellOf(document.activeElement);
      if (id) select(id);
    };
    look();
    document.addEventListener("focusin", look);
    return () => document.removeEventListener("focusin", look);
  }, []);
  const rows = generations.map((generation) => ({
    generation,
    cells: cellsOf(generation.variants),
  }));
  const row =
    rows.find(({ cells }) => cells.some(({ id }) => id === selectedId)) ??
    rows.find(({ cells }) => cells.some(isDone)) ??
    rows[0];
  if (!row) return null;
  const { generation, cells } = row;
  const variant = cells.find(({ id }) => id === selectedId) ?? cells.find(isDone) ?? cells[0];
  return variant ? { generation, cells, variant, select } : null;
}
