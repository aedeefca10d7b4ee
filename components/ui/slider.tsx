"use client";

import { Slider as Radix } from "radix-ui";
import { cn } from "./cn";

type SliderProps = {
  label: string;
  /** The value as a person says it. */
  valueText: string;
  value: number;
  min: number;
  max: number;
  step: number;
  /** Nobody has moved it: the knob only rests there. */
  isResting?: boolean;
  onChange: (value: number) => void;
};

/** A line of 2 px with a knob of 14, which takes hold 24 wide, 44 under a thumb. */
export function Slider({ label, valueText, value, onChange, ...props }: SliderProps) {
  const { isResting = false, ...range } = props;
  return (
    <Radix.Root
      {...range}
      value={[value]}
      onValueChange={([next]) => next !== undefined && onChange(next)}
      className="relative flex h-6 w-full touch-none select-none items-center max-tablet:h-11"
    >
      <Radix.Track className="relative h-0.5 grow rounded-[1px] bg-control" />
      <Radix.Thumb
        aria-label={label}
        aria-valuetext={valueText}
        className="group grid size-6 cursor-grab place-items-center outline-none active:cursor-grabbing max-tablet:size-11"
      >
        <span
          className={cn(
            "size-3.5 rounded-full border-[1.5px] outline-offset-2 group-focus-visible:outline-2 group-focus-visible:outline-blue-2",
            isResting ? "border-control bg-float" : "border-ink bg-ink",
          )}
        />
      </Radix.Thumb>
    </Radix.Root>
  );
}
