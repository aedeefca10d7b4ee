import { useTranslations } from "next-intl";
import { useId } from "react";
import { focusTarget } from "@/components/composer/focus";
import { promptLength } from "@/components/composer/generate-block";
import type { Composer } from "@/components/composer/use-composer";
import { cn } from "@/components/ui/cn";

/** Grows with its text from two lines to ten, then scrolls: an invisible copy of the text gives the height. */
export function PromptField({ composer: { state, setPrompt } }: { composer: Composer }) {
  const t = useTranslations("composer");
  const id = useId();
  const { length, max, isNear } = promptLength(state);
  const isTooLong = length > max;
  return (
    <div>
      <label htmlFor={id} className="sr-only">
        {t("prompt")}
      </label>
      <div
        data-copy={`${state.prompt} `}
        className="grid max-h-[10lh] min-h-[2lh] grid-rows-[minmax(0,1fr)] overflow-hidden text-prompt after:invisible after:min-h-0 after:whitespace-pre-wrap after:break-words after:content-[attr(data-copy)] after:[grid-area:1/1]"
      >
        <textarea
          {...focusTarget("prompt")}
          id={id}
          dir="auto"
          rows={2}
          placeholder={t("placeholder")}
          value={state.prompt}
          onChange={(event) => setPrompt(event.target.value)}
          aria-invalid={isTooLong || undefined}
          aria-describedby={isNear ? `${id}-count` : undefined}
          className="min-h-0 w-full resize-none overflow-y-auto break-words bg-transparent outline-none [grid-area:1/1]"
        />
      </div>
      {isNear ? (
        <p
          id={`${id}-count`}
          className={cn("font-mono text-slug", isTooLong ? "text-red" : "text-ink-3")}
        >
          {t("promptCount", { length, max })}
        </p>
      ) : null}
    </div>
  );
}
