import { useShortcut } from "@/components/keyboard/use-shortcut";
import type { Zoom } from "@/components/viewer/use-zoom";
import { panByArrow, useZoomKeys } from "@/components/viewer/viewer-keys";

export type CompareMoves = {
  zoom: Zoom;
  cycle: () => void;
  swap: () => void;
  /** From 0. */
  focus: (index: number) => void;
  drop: () => void;
  setIsHeld: (isHeld: boolean) => void;
};

export function useCompareKeys({ zoom, cycle, swap, focus, drop, setIsHeld }: CompareMoves): void {
  useZoomKeys(zoom);
  useShortcut("pan", (event) => panByArrow(event, zoom));
  useShortcut("nextMode", cycle);
  useShortcut("swap", swap);
  useShortcut("drop", drop);
  useShortcut("pick", ({ code }) => focus(Number(code.at(-1)) - 1));
  useShortcut(
    "showB",
    () => setIsHeld(true),
    () => setIsHeld(false),
  );
}
