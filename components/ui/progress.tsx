import { cn } from "./cn";

type ProgressProps = {
  /** 0 to 100; null when nothing is known. */
  percent: number | null;
  label: string;
  /** The estimate in words, such as "about 20 s left". */
  text?: string;
  className?: string;
};

/** Two pixels high and as wide as its place. Eases from one reading to the next. */
export function Progress({ percent, label, text, className }: ProgressProps) {
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent === null ? undefined : Math.round(percent)}
      aria-valuetext={text}
      className={cn("h-0.5 overflow-hidden rounded-[1px] bg-hair-2", className)}
    >
      <div
        // The first reading is where it stands, not where it comes from.
        key={percent === null ? "unknown" : "known"}
        className="h-full origin-left bg-blue transition-transform duration-1000 ease-linear motion-reduce:transition-none rtl:origin-right"
        style={{ transform: `scaleX(${(percent ?? 0) / 100})` }}
      />
    </div>
  );
}
