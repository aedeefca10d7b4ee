import type { ComponentProps } from "react";
import { cn } from "./cn";

type RangeProps = Omit<ComponentProps<"input">, "type" | "onChange" | "aria-label"> & {
  label: string;
  set: (value: number) => void;
};

const TRACK =
  "[&::-webkit-slider-runnable-track]:h-0.5 [&::-webkit-slider-runnable-track]:rounded-full [&::-webkit-slider-runnable-track]:bg-control [&::-moz-range-track]:h-0.5 [&::-moz-range-track]:rounded-full [&::-moz-range-track]:bg-control";
const KNOB =
  "[&::-webkit-slider-thumb]:-mt-1.5 [&::-webkit-slider-thumb]:size-3.5 [&::-webkit-slider-thumb]:appearance-none [&::-webkit-slider-thumb]:rounded-full [&::-webkit-slider-thumb]:bg-ink [&::-moz-range-thumb]:size-3.5 [&::-moz-range-thumb]:border-0 [&::-moz-range-thumb]:rounded-full [&::-moz-range-thumb]:bg-ink";

/** A line of 2 px with a knob of 14; 24 px are there to be hit. */
export function Range({ label, set, className, ...range }: RangeProps) {
  return (
    <input
      {...range}
      type="range"
      aria-label={label}
      onChange={({ target }) => set(target.valueAsNumber)}
      className={cn("h-6 cursor-pointer appearance-none bg-transparent", TRACK, KNOB, className)}
    />
  );
}
