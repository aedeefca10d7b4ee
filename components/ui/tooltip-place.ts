import type { TooltipSide } from "@/components/ui/tooltip";

type Size = { width: number; height: number };
type Box = Size & { left: number; top: number };

/** Between the element and its tooltip, and from both to the edge of the window, CSS px. */
const GAP_PX = 6;
const EDGE_PX = 8;

const OPPOSITE: Record<TooltipSide, TooltipSide> = {
  top: "bottom",
  bottom: "top",
  left: "right",
  right: "left",
};

function beside(box: Box, tip: Size, side: TooltipSide) {
  const [middleX, middleY] = [box.left + box.width / 2, box.top + box.height / 2];
  const places = {
    top: { left: middleX - tip.width / 2, top: box.top - GAP_PX - tip.height },
    bottom: { left: middleX - tip.width / 2, top: box.top + box.height + GAP_PX },
    left: { left: box.left - GAP_PX - tip.width, top: middleY - tip.height / 2 },
    right: { left: box.left + box.width + GAP_PX, top: middleY - tip.height / 2 },
  };
  return places[side];
}

const clamp = (value: number, size: number, room: number) =>
  Math.max(EDGE_PX, Math.min(value, room - EDGE_PX - size));

/** Where a tooltip lies: on its side, on the other one where that has no room, never over the edge. */
export function tooltipPlace(box: Box, tip: Size & { side: TooltipSide }, room: Size) {
  const isUpright = tip.side === "top" || tip.side === "bottom";
  const wanted = beside(box, tip, tip.side);
  const isOut = isUpright
    ? wanted.top < EDGE_PX || wanted.top + tip.height > room.height - EDGE_PX
    : wanted.left < EDGE_PX || wanted.left + tip.width > room.width - EDGE_PX;
  const { left, top } = isOut ? beside(box, tip, OPPOSITE[tip.side]) : wanted;
  return {
    left: clamp(left, tip.width, room.width),
    top: clamp(top, tip.height, room.height),
  };
}
