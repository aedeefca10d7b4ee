import { CircleAlert } from "lucide-react";
import { cn } from "@/components/ui/cn";

type ToggleSetProps<V extends string> = {
  legend: string;
  choices: readonly { value: V; text: string }[];
  chosen: readonly V[];
  /** In the order of the choices. */
  onChange: (chosen: V[]) => void;
  error?: string | undefined;
};

/** Any of a few. */
export function ToggleSet<V extends string>(props: ToggleSetProps<V>) {
  const { legend, choices, chosen, onChange, error } = props;
  const toggle = (value: V) =>
    onChange(
      choices.flatMap((each) =>
        chosen.includes(each.value) !== (each.value === value) ? [each.value] : [],
      ),
    );
  return (
    <fieldset>
      <legend className="mb-1 text-ink-2 text-small">{legend}</legend>
      <div className="flex flex-wrap gap-1">
        {choices.map(({ value, text }) => {
          const isChosen = chosen.includes(value);
          return (
            <button
              key={value}
              type="button"
              aria-pressed={isChosen}
              onClick={() => toggle(value)}
              className={cn(
                "h-[26px] rounded-chip px-2 text-small max-tablet:h-11 max-tablet:px-3",
                isChosen
                  ? "bg-select text-blue"
                  : "text-ink-2 inset-ring inset-ring-hair-2 hover:bg-hover",
              )}
            >
              {text}
            </button>
          );
        })}
      </div>
      {error ? (
        <p role="alert" className="mt-1.5 flex gap-1.5 text-red text-small">
          <CircleAlert className="mt-0.5 size-3.5" />
          {error}
        </p>
      ) : null}
    </fieldset>
  );
}
