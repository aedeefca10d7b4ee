"use client";

import { Popover as Radix } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "./cn";
import { StandIn } from "./stand-in";
import type { Anchor } from "./use-opener";

type PopoverProps = ComponentProps<typeof Radix.Content> & { anchor: Anchor };

/** Open as long as it is rendered; see `useOpener`. */
export function Popover({ anchor, className, ...props }: PopoverProps) {
  return (
    <Radix.Root open onOpenChange={anchor.close}>
      <Radix.Trigger asChild>
        <StandIn of={anchor.trigger} />
      </Radix.Trigger>
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
    </Radix.Root>
  );
}
