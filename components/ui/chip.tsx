import type { ComponentProps } from "react";
import { cn } from "./cn";

const CHIP =
  "inline-flex h-5 items-center gap-[5px] whitespace-nowrap rounded-chip px-1.5 text-label";

/** A fact, such as a ratio or a model. */
export function Chip({ className, ...props }: ComponentProps<"span">) {
  return <span {...props} className={cn(CHIP, "bg-press text-ink-2", className)} />;
}
