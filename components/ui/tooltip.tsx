import { cloneElement, type ReactElement } from "react";

export type TooltipSide = "top" | "right" | "bottom" | "left";

/** What an element says of its tooltip; `TooltipHost` reads it. */
type Tipped = {
  "data-tip"?: string;
  "data-tip-keys"?: string | undefined;
  "data-tip-side"?: TooltipSide;
};

type TooltipProps = {
  text: string;
  keys?: string | undefined;
  side?: TooltipSide;
  /** Takes the focus and the pointer; one element that passes its props on. */
  children: ReactElement<Tipped>;
};

/** Only marks the element: one host for the page shows what it says, and is not needed before. */
export function Tooltip({ text, keys, side = "top", children }: TooltipProps) {
  return cloneElement(children, {
    "data-tip": text,
    "data-tip-keys": keys,
    "data-tip-side": side,
  });
}
