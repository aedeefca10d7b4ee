import { useQuery } from "@tanstack/react-query";
import { Info } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef } from "react";
import { ModelRow } from "@/components/composer/model-row";
import { walkRadios } from "@/components/composer/radio-keys";
import { sentCountOf } from "@/components/composer/sent-count";
import { modelOf } from "@/components/composer/settings";
import type { Composer } from "@/components/composer/use-composer";
import { OptionPanel } from "@/components/model/option-panel";
import { OwnRows } from "@/components/model/own-rows";
import { sendingQuery } from "@/lib/sending/queries";

/** It is loaded when it is asked for: the focus waits for its chosen row. */
const focusChosen = (list: HTMLElement | null) =>
  list?.querySelector<HTMLElement>("[role=radio][aria-checked=true]")?.focus();

/** Every model with what it is good for, and the values that only the chosen one takes. */
export function ModelChooser({ composer }: { composer: Composer }) {
  const t = useTranslations("model");
  const words = useTranslations("composer");
  const gaps = useQuery(sendingQuery()).data?.modelGaps ?? [];
  const chooser = useRef<HTMLDivElement>(null);
  const { state, prices, setModel, setOptions } = composer;
  return (
    <div
      ref={chooser}
      className="flex flex-col [max-height:calc(var(--radix-popover-content-available-height)-12px)]"
    >
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
            referenceCount={sentCountOf(state)}
            isChosen={model.id === state.model}
            gap={gaps.find((gap) => gap.model === model.id)}
            choose={() => setModel(model.id)}
          />
        ))}
      </div>
      <OptionPanel model={modelOf(state)} options={state.options} setOptions={setOptions} />
      <footer className="-mx-1.5 flex-none border-hair border-t px-5 pt-2.5 pb-1">
        <p className="flex gap-2.5 text-ink-2 text-small">
          <Info className="mt-0.5 size-3.5" />
          {t("noSeed")}
        </p>
        {composer.mayEditModels ? (
          <OwnRows composer={composer} focusList={() => focusChosen(chooser.current)} />
        ) : null}
      </footer>
    </div>
  );
}
