import { useQuery } from "@tanstack/react-query";
import { ChevronDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { focusTarget } from "@/components/composer/focus";
import { modelOf } from "@/components/composer/generate-block";
import { ModelRow } from "@/components/composer/model-row";
import { focusChosen, walkRadios } from "@/components/composer/radio-keys";
import type { Composer } from "@/components/composer/use-composer";
import { Button } from "@/components/ui/button";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { MODELS } from "@/lib/generation/models";
import { sendingQuery } from "@/lib/sending/queries";

export function ModelControl({ composer: { state, prices, setModel } }: { composer: Composer }) {
  const t = useTranslations("composer");
  const [isOpen, setIsOpen] = useState(false);
  const gaps = useQuery(sendingQuery()).data?.modelGaps ?? [];
  const { label, shortLabel } = modelOf(state);
  const choose = (id: string) => {
    setModel(id);
    setIsOpen(false);
  };
  return (
    <Popover open={isOpen} onOpenChange={setIsOpen}>
      <PopoverTrigger asChild>
        <Button
          {...focusTarget("model")}
          kind="control"
          aria-label={t("modelOf", { model: label })}
        >
          <span className="max-desk:hidden">{label}</span>
          <span className="desk:hidden">{shortLabel}</span>
          <ChevronDown className="size-3 text-ink-3" />
        </Button>
      </PopoverTrigger>
      <PopoverContent
        aria-label={t("model")}
        onOpenAutoFocus={focusChosen}
        className="w-[min(448px,calc(100vw-16px))]"
      >
        <div role="radiogroup" aria-label={t("model")} onKeyDown={walkRadios}>
          {MODELS.map((model) => (
            <ModelRow
              key={model.id}
              prices={prices}
              model={model}
              resolution={state.chosen.resolution}
              isChosen={model.id === state.model}
              gap={gaps.find((gap) => gap.model === model.id)}
              choose={() => choose(model.id)}
            />
          ))}
        </div>
      </PopoverContent>
    </Popover>
  );
}
