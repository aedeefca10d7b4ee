"use client";

import { Check, ChevronDown } from "lucide-react";
import { Select as Radix } from "radix-ui";
import { cn } from "./cn";

type SelectProps<V extends string> = {
  label: string;
  value: V;
  choices: readonly { value: V; text: string }[];
  onChange: (value: V) => void;
  className?: string;
};

export function Select<V extends string>(props: SelectProps<V>) {
  const { label, value, choices, onChange, className } = props;
  return (
    <Radix.Root
      value={value}
      onValueChange={(next) => {
        const chosen = choices.find((choice) => choice.value === next);
        if (chosen) onChange(chosen.value);
      }}
    >
      <Radix.Trigger
        aria-label={label}
        className={cn(
          "flex h-8 min-w-0 items-center gap-2 rounded-t-control border-control border-b bg-well px-2.5 text-start focus-visible:border-blue max-tablet:h-11",
          className,
        )}
      >
        <span className="min-w-0 flex-1 truncate">
          <Radix.Value />
        </span>
        <ChevronDown className="size-3 text-ink-3" />
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          position="popper"
          sideOffset={6}
          collisionPadding={8}
          className="appear z-(--z-dialog) max-h-(--radix-select-content-available-height) min-w-(--radix-select-trigger-width) overflow-hidden rounded-float bg-float p-1.5 text-ink text-ui shadow-float"
        >
          <Radix.Viewport>
            {choices.map((choice) => (
              <Radix.Item
                key={choice.value}
                value={choice.value}
                className="flex min-h-[30px] items-center gap-2.5 rounded-[5px] px-2 outline-none data-[highlighted]:bg-hover max-tablet:min-h-11"
              >
                <span className="flex-1">
                  <Radix.ItemText>{choice.text}</Radix.ItemText>
                </span>
                <Radix.ItemIndicator>
                  <Check className="size-3.5 text-blue" />
                </Radix.ItemIndicator>
              </Radix.Item>
            ))}
          </Radix.Viewport>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
