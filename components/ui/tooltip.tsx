"use client";

import { Tooltip as Radix } from "radix-ui";
import type { ReactElement } from "react";
import { KeyCap } from "./key-cap";

/** Stands once around the page, so that the second tooltip of a row opens at once. */
export const TooltipProvider = Radix.Provider;

type TooltipProps = {
  text: string;
  keys?: string | undefined;
  side?: "top" | "right" | "bottom" | "left";
  /** Takes the focus and the pointer; one element that passes its props on. */
  children: ReactElement;
};

export function Tooltip({ text, keys, side = "top", children }: TooltipProps) {
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          side={side}
          sideOffset={6}
          collisionPadding={8}
          className="appear z-(--z-tooltip) flex max-w-72 items-center gap-2 rounded-control bg-float px-2 py-1 text-small text-ink shadow-float"
        >
          {text}
          {keys ? <KeyCap keys={keys} /> : null}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
