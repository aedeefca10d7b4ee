import { ArrowBigUp, Command, CornerDownLeft, Delete, type LucideIcon, Option } from "lucide-react";
import { cn } from "./cn";

/** Geist Mono has no glyphs for these. */
const DRAWN: Partial<Record<string, LucideIcon>> = {
  "⌘": Command,
  "⇧": ArrowBigUp,
  "⌥": Option,
  "⏎": CornerDownLeft,
  "⌫": Delete,
};

type KeyCapProps = {
  /** Such as `⌘⏎`, `⇧1` or `Esc`. */
  keys: string;
  /** Inside a button, where a frame would be a box in a box. */
  isBare?: boolean;
  className?: string;
};

export function KeyCap({ keys, isBare = false, className }: KeyCapProps) {
  return (
    <span
      aria-hidden="true"
      className={cn(
        "inline-flex items-center gap-px font-mono text-slug",
        isBare
          ? "opacity-70"
          : "rounded-[3px] border border-hair-2 px-1 text-[10.5px]/[15px] text-ink-2",
        className,
      )}
    >
      {keys.split(/([⌘⇧⌥⏎⌫])/).map((part) => {
        const Icon = DRAWN[part];
        return Icon ? <Icon key={part} className="size-[11px] stroke-2" /> : part;
      })}
    </span>
  );
}
