import { useId } from "react";
import { cn } from "./cn";

type SwitchRowProps = { label: string; hint: string; isOn: boolean; toggle: () => void };

/** A whole row that is the switch. */
export function SwitchRow({ label, hint, isOn, toggle }: SwitchRowProps) {
  const hintId = useId();
  return (
    <button
      type="button"
      role="switch"
      aria-checked={isOn}
      aria-label={label}
      aria-describedby={hintId}
      onClick={toggle}
      className="flex min-h-[34px] w-full items-start gap-4 rounded-[5px] px-2 py-1.5 text-start hover:bg-hover max-tablet:min-h-11"
    >
      <span className="flex-1">
        <span className="block">{label}</span>
        <span id={hintId} className="block text-ink-2 text-small">
          {hint}
        </span>
      </span>
      <span
        aria-hidden="true"
        className={cn(
          "mt-0.5 h-4 w-7 flex-none rounded-full p-0.5 transition-colors duration-(--duration-tap)",
          isOn ? "bg-blue-2" : "bg-control",
        )}
      >
        <span
          className={cn(
            "block size-3 rounded-full bg-float transition-transform duration-(--duration-tap)",
            isOn && "translate-x-3",
          )}
        />
      </span>
    </button>
  );
}
