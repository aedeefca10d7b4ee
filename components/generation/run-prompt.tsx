import { useTranslations } from "next-intl";
import { useState } from "react";
import { cn } from "@/components/ui/cn";
import { PromptParts, type PromptTextProps } from "@/components/viewer/prompt-text";

/** Below this many characters a prompt fits its four lines at every width. */
const SHORT_LENGTH = 110;

const TEXT =
  "whitespace-pre-wrap break-words text-start text-[13px]/[19px] max-tablet:text-[14px]/[20px]";

/** Four lines of what was typed; a press shows the rest. */
export function RunPrompt({ prompt, references }: PromptTextProps) {
  const t = useTranslations("feed");
  const [isOpen, setIsOpen] = useState(false);
  const isShort = prompt.length <= SHORT_LENGTH && !prompt.includes("\n");
  if (isShort) {
    return (
      <p dir="auto" className={TEXT}>
        <PromptParts {...{ prompt, references }} />
      </p>
    );
  }
  return (
    <button
      type="button"
      dir="auto"
      aria-expanded={isOpen}
      title={isOpen ? t("collapsePrompt") : t("expandPrompt")}
      tabIndex={-1}
      data-stop=""
      onClick={() => setIsOpen(!isOpen)}
      className={cn(TEXT, "flex-none rounded-print")}
    >
      <span className={isOpen ? "block" : "line-clamp-4 max-tablet:line-clamp-2"}>
        <PromptParts {...{ prompt, references }} />
      </span>
    </button>
  );
}
