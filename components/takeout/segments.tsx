import { useId } from "react";
import { cn } from "@/components/ui/cn";

type SegmentsProps<V extends string> = {
  legend: string;
  isLegendHidden?: boolean;
  value: V;
  choices: readonly { value: V; text: string }[];
  onChange: (value: V) => void;
  /** Each as wide as the others, over the whole line. */
  isFull?: boolean;
};

/** One of a few that all are seen. */
export function Segments<V extends string>(props: SegmentsProps<V>) {
  const { legend, isLegendHidden = false, value, choices, onChange, isFull = false } = props;
  const name = useId();
  return (
    <fieldset className="min-w-0">
      <legend className={isLegendHidden ? "sr-only" : "mb-1 text-ink-2 text-small"}>
        {legend}
      </legend>
      <div
        className={cn(
          "flex gap-0.5 rounded-control bg-well p-0.5",
          isFull ? "w-full flex-wrap" : "w-fit",
        )}
      >
        {choices.map((choice) => (
          <label
            key={choice.value}
            className={cn(
              "relative flex min-h-7 cursor-pointer items-center justify-center rounded-[5px] px-3 text-center has-focus-visible:outline-2 has-focus-visible:outline-blue-2 max-tablet:min-h-10",
              isFull && "flex-1",
              choice.value === value
                ? "bg-float font-medium text-ink shadow-print"
                : "text-ink-2 hover:text-ink",
            )}
          >
            <input
              type="radio"
              name={name}
              checked={choice.value === value}
              onChange={() => onChange(choice.value)}
              className="absolute inset-0 cursor-pointer appearance-none opacity-0"
            />
            {choice.text}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
