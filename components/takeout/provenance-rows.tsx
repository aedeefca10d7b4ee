import { useTranslations } from "next-intl";
import type { Choice } from "@/components/takeout/kept-choice";
import { SwitchRow } from "@/components/ui/switch-row";

type ProvenanceRowsProps = { choice: Choice; change: (change: Partial<Choice>) => void };

/** What the files say of where they come from. */
export function ProvenanceRows({ choice, change }: ProvenanceRowsProps) {
  const t = useTranslations("sheet.provenance");
  const isOriginal = choice.kind === "original";
  const field = isOriginal ? "originalsSay" : "copiesSay";
  const isOn = choice[field];
  return (
    <div className="-mx-2">
      <SwitchRow
        label={t("write")}
        hint={t(isOriginal ? "writeOriginal" : "writeCopy")}
        isOn={isOn}
        toggle={() => change({ [field]: !isOn })}
      />
      {isOn ? (
        <SwitchRow
          label={t("prompt")}
          hint={t("promptHint")}
          isOn={choice.promptSays}
          toggle={() => change({ promptSays: !choice.promptSays })}
        />
      ) : null}
    </div>
  );
}
