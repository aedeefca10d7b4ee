import { useTranslations } from "next-intl";
import { PROMPT_SCOPES, type PromptScope } from "@/lib/prompt-history/schema";

type ScopeChoiceProps = { scope: PromptScope; choose: (scope: PromptScope) => void };

export function ScopeChoice({ scope, choose }: ScopeChoiceProps) {
  const t = useTranslations("history");
  return (
    <fieldset className="flex gap-0.5 rounded-control bg-well p-[3px]">
      <legend className="sr-only">{t("whose")}</legend>
      {PROMPT_SCOPES.map((each) => (
        <label
          key={each}
          className="flex h-[30px] cursor-pointer items-center rounded-[5px] px-2.5 font-medium text-ink-2 text-small outline-offset-2 has-checked:bg-press has-checked:text-ink has-focus-visible:outline-2 has-focus-visible:outline-blue-2 max-tablet:h-11"
        >
          <input
            type="radio"
            name="history-scope"
            checked={each === scope}
            onChange={() => choose(each)}
            className="sr-only"
          />
          {t(`scope.${each}`)}
        </label>
      ))}
    </fieldset>
  );
}
