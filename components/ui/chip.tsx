import type { LucideIcon } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";

const CHIP =
  "inline-flex h-5 items-center gap-[5px] whitespace-nowrap rounded-chip px-1.5 text-label";

/** A fact, such as a ratio or a model. */
export function Chip({ className, ...props }: ComponentProps<"span">) {
  return <span {...props} className={cn(CHIP, "bg-press text-ink-2", className)} />;
}

type ChoiceChipProps = ComponentProps<"button"> & { isSelected: boolean };

export function ChoiceChip({ isSelected, className, ...props }: ChoiceChipProps) {
  return (
    <button
      type="button"
      aria-pressed={isSelected}
      {...props}
      className={cn(
        CHIP,
        "min-h-6 max-tablet:min-h-11 max-tablet:px-3",
        isSelected
          ? "bg-select text-blue"
          : "text-ink-2 inset-ring inset-ring-hair-2 hover:bg-hover",
        className,
      )}
    />
  );
}

export type Tone = "red" | "amber" | "green";

const TONES: Record<Tone, string> = {
  red: "bg-red-wash text-red",
  amber: "bg-amber-wash text-amber",
  green: "bg-green-wash text-green",
};

/** A state: never by colour alone, so the icon and the word are required. */
export function StatusChip(props: { tone: Tone; icon: LucideIcon; children: ReactNode }) {
  const { icon: Icon, tone, children } = props;
  return (
    <span className={cn(CHIP, TONES[tone])}>
      <Icon className="size-3" />
      {children}
    </span>
  );
}
