"use client";

import { Popover as Radix } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "./cn";

export const Popover = Radix.Root;
export const PopoverTrigger = Radix.Trigger;

export function PopoverContent({ className, ...props }: ComponentProps<typeof Radix.Content>) {
  return (
    <Radix.Portal>
      <Radix.Content
        align="start"
        sideOffset={6}
        collisionPadding={8}
        {...props}
        className={cn(
          "appear z-(--z-popover) max-h-(--radix-popover-content-available-height) overflow-y-auto rounded-float bg-float p-1.5 text-ui shadow-float outline-none",
          className,
        )}
      />
    </Radix.Portal>
  );
}
