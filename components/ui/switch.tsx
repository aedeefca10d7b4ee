"use client";

import { Switch as Radix } from "radix-ui";
import { useId } from "react";

type SwitchProps = {
  label: string;
  isOn: boolean;
  onChange: (isOn: boolean) => void;
};

/** A row: the word, and the switch at its end. The whole row is the target. */
export function Switch({ label, isOn, onChange }: SwitchProps) {
  const id = useId();
  return (
    <label
      htmlFor={id}
      className="flex min-h-8 cursor-pointer items-center justify-between gap-4 max-tablet:min-h-11"
    >
      {label}
      <Radix.Root
        id={id}
        checked={isOn}
        onCheckedChange={onChange}
        className="h-4 w-7 flex-none rounded-full bg-control p-0.5 data-[state=checked]:bg-blue-2"
      >
        <Radix.Thumb className="block size-3 rounded-full bg-bench transition-transform duration-(--duration-fade) data-[state=checked]:translate-x-3 rtl:data-[state=checked]:-translate-x-3" />
      </Radix.Root>
    </label>
  );
}
