import { cn } from "./cn";

export type ButtonKind = "paper" | "quiet" | "ghost" | "outline" | "control";

/** Height in pixels: 26 in rows, 32 default, 36 Generate and Continue, 40 a page's decision, 44 touch. */
export type ButtonSize = 26 | 32 | 36 | 40 | 44;

const KINDS: Record<ButtonKind, string> = {
  /** The primary action, one per screen. */
  paper: "bg-paper text-on-paper font-[560] hover:bg-paper-hover active:scale-[.985]",
  quiet:
    "bg-press text-ink font-medium hover:bg-[color-mix(in_oklch,var(--press),var(--ink)_4%)] active:bg-[color-mix(in_oklch,var(--press),var(--ink)_8%)]",
  ghost: "text-ink-2 font-medium hover:bg-hover hover:text-ink active:bg-press",
  outline: "text-ink font-medium inset-ring inset-ring-hair-2 hover:bg-hover active:bg-press",
  /** Borderless, opens a popover or a menu; stays pressed while it is open. */
  control: "text-ink font-[450] hover:bg-hover data-[state=open]:bg-press",
};

const OFF: Record<ButtonKind, string> = {
  paper: "bg-press text-ink-off font-[560]",
  quiet: "bg-press text-ink-off font-medium",
  ghost: "text-ink-off font-medium",
  outline: "text-ink-off font-medium inset-ring inset-ring-hair-2",
  control: "text-ink-off font-[450]",
};

const SIZES: Record<ButtonSize, string> = {
  26: "h-[26px] rounded-[5px] text-small [--gap:5px] [--pad:8px]",
  32: "h-8 rounded-control [--gap:7px] [--pad:12px] max-tablet:min-h-11",
  36: "h-9 rounded-control [--gap:8px] [--pad:14px] max-tablet:min-h-11",
  40: "h-10 rounded-control [--gap:8px] [--pad:16px] max-tablet:min-h-11",
  44: "h-11 rounded-control text-[14px] [--gap:8px] [--pad:16px] max-tablet:text-ui",
};

const SQUARES: Record<ButtonSize, string> = {
  26: "size-[26px] rounded-[5px]",
  32: "size-8 rounded-control max-tablet:size-11",
  36: "size-9 rounded-control max-tablet:size-11",
  40: "size-10 rounded-control max-tablet:size-11",
  44: "size-11 rounded-control",
};

type ButtonLook = {
  kind?: ButtonKind | undefined;
  size?: ButtonSize | undefined;
  isOff?: boolean;
  /** Holds one icon and no text. */
  isSquare?: boolean;
};

/** For what looks like a button but is a link; everything else is a `Button` or an `IconButton`. */
export function buttonClass(look: ButtonLook): string {
  const { kind = "quiet", size = 32, isOff = false, isSquare = false } = look;
  return cn(
    "inline-flex shrink-0 select-none items-center justify-center whitespace-nowrap transition-[transform,background-color] duration-(--duration-tap)",
    isSquare ? SQUARES[size] : cn(SIZES[size], "gap-(--gap) px-(--pad)"),
    (isOff ? OFF : KINDS)[kind],
  );
}
