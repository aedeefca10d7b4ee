"use client";

import { Switch as Radix } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "./cn";

/** 28 × 16, with more around it that can be hit. Inside a label the words switch it too. */
export function Switch({ className, ...props }: ComponentProps<typeof Radix.Root>) {
  return (
    <Radix.Root
      {...props}
      className={cn(
        "group relative h-4 w-7 flex-none rounded-full inset-ring-[1.5px] inset-ring-control transition-colors duration-(--duration-tap) before:absolute before:-inset-1.5 before:content-[''] data-[state=checked]:bg-blue-2 data-[state=checked]:inset-ring-blue-2",
        className,
      )}
    >
      <Radix.Thumb className="block size-2.5 translate-x-[3px] rounded-full bg-control transition-transform duration-(--duration-tap) data-[state=checked]:translate-x-[15px] data-[state=checked]:bg-float" />
    </Radix.Root>
  );
}
