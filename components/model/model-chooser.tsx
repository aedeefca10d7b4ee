import { useQuery } from "@tanstack/react-query";
import { Info } from "lucide-react";
import { useTranslations } from "next-intl";
import { ModelRow } from "@/components/composer/model-row";
import { walkRadios } from "@/components/composer/radio-keys";
import { modelOf } from "@/components/composer/settings";
import type { Composer } from "@/components/composer/use-composer";
import { OptionPanel } from "@/components/model/option-panel";
import { sendingQuery } from "@/lib/sending/queries";

/** The chosen row takes the focus as soon as it is there: this part is loaded when it is asked for. */
const focusChosen = (list: HTMLElement | null) =>
  list?.querySelector<HTMLElement>("[role=radio][aria-checked=true]")?.focus();

/** Every model with what it is good for, and the values that only the chosen one takes. */
export function ModelChooser({ composer }: { composer: Composer }) {
  const t = useTranslations("model");
  const words = useTranslations("composer");
  const gaps = useQuery(sendingQuery()).data?.modelGaps ?? [];
  const { state, prices, setModel, setOptions } = composer;
  return (
    <div className="flex flex-col [max-height:calc(var(--radix-popover-content-available-height)-12px)]">
      <div
        ref={focusChosen}
        role="radiogroup"
        aria-label={words("model")}
        onKeyDown={walkRadios}
        className="min-h-0 flex-1 overflow-y-auto"
      >
        {state.models.map((model) => (
          <ModelRow
            key={model.id}
            prices={prices}
            model={model}
            resolution={state.chosen.resolution}
            isChosen={model.id === state.model}
            gap={gaps.find((gap) => gap.model === model.id)}
            choose={() => setModel(model.id)}
          />
        ))}
      </div>
      <div className="-mx-1.5 mt-1.5 flex flex-none flex-col px-1.5 [&>*]:-mx-1.5 [&>*]:px-5">
        <OptionPanel model={modelOf(state)} options={state.options} setOptions={setOptions} />
        <p className="flex gap-2.5 border-hair border-t pt-2.5 pb-1 text-ink-2 text-small">
          <Info className="mt-0.5 size-3.5" />
          {t("noSeed")}
        </p>
      </div>
    </div>
  );
}
