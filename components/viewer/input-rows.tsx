import { Columns2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useKeys } from "@/components/keyboard/use-shortcut";
import { IconButton } from "@/components/ui/icon-button";
import { FactRow } from "@/components/viewer/fact-row";
import { type Take, TakenFact } from "@/components/viewer/taken-fact";
import { useOptionFacts } from "@/components/viewer/use-option-facts";
import type { ViewerTarget } from "@/components/viewer/viewer-address";
import type { GenerationView } from "@/lib/generation/schema";

type InputRowsProps = {
  generation: GenerationView;
  goTo: (target: ViewerTarget) => void;
  take: Take;
  /** With the picture that it starts from. Null where there is none of both. */
  compareVersions: (() => void) | null;
};

/** Which verb made it, from what, and what else was set. */
export function InputRows({ generation, goTo, take, compareVersions }: InputRowsProps) {
  const t = useTranslations("viewer");
  const factsOf = useOptionFacts();
  const keys = useTranslations("keys.names");
  const versionKeys = useKeys("compareVersions");
  const { verb, parent, variables, options } = generation;
  return (
    <>
      <FactRow term={t("verb")}>{t(`verbs.${verb}`)}</FactRow>
      {parent ? (
        <FactRow term={t("startsFrom")}>
          <button
            type="button"
            aria-label={t("openParent", { code: parent.code })}
            onClick={() => goTo(parent)}
            className="min-h-6 rounded-print font-mono text-slug hover:text-ink-2 max-tablet:min-h-11"
          >
            {parent.code}
          </button>
          <span className="text-ink-3"> {t("inSlot", { slot: parent.slot })}</span>
          {compareVersions ? (
            <IconButton
              icon={Columns2}
              size={26}
              label={keys("compareVersions")}
              keys={versionKeys}
              onClick={compareVersions}
              className="-my-1 ms-1 align-middle"
            />
          ) : null}
        </FactRow>
      ) : null}
      {factsOf(options).map(({ key, name, text }) => (
        <FactRow key={key} term={name}>
          <TakenFact
            field={{ option: key }}
            label={t("take.option", { name, value: text })}
            take={take}
          >
            {text}
          </TakenFact>
        </FactRow>
      ))}
      {Object.entries(variables).map(([name, value]) => (
        <FactRow key={name} term={`[[${name}]]`}>
          {value}
        </FactRow>
      ))}
    </>
  );
}
