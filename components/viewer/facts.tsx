import { useTranslations } from "next-intl";
import { BinSection } from "@/components/bin/bin-section";
import type { BinVerb } from "@/components/bin/use-bin-verb";
import { isDone } from "@/components/generation/cells";
import type { FeedVerbs } from "@/components/generation/verbs";
import { MarkSection } from "@/components/marks/mark-section";
import { Deferred } from "@/components/ui/deferred";
import { FactsSection } from "@/components/viewer/facts-section";
import { FactsTable } from "@/components/viewer/facts-table";
import { FactsVerbs } from "@/components/viewer/facts-verbs";
import { PromptSection } from "@/components/viewer/prompt-section";
import { ReferencesUsed } from "@/components/viewer/references-used";
import { TaskLog } from "@/components/viewer/task-log";
import { UploadFacts } from "@/components/viewer/upload-facts";
import type { ViewerTarget } from "@/components/viewer/viewer-address";
import type { GenerationView, VariantView } from "@/lib/generation/schema";

type FactsProps = {
  generation: GenerationView;
  variant: VariantView;
  verbs: FeedVerbs;
  goTo: (target: ViewerTarget) => void;
  /** Null for who may not. */
  binning: BinVerb | null;
};

/** Everything that is known of one picture, from what to do with it down to its task. */
export function Facts({ generation, variant, verbs, goTo, binning }: FactsProps) {
  const t = useTranslations("viewer");
  const { upload } = generation;
  return (
    <aside
      aria-label={t("facts")}
      className="flex-none border-hair border-s bg-sheet laptop:w-[336px] laptop:overflow-y-auto max-laptop:border-s-0 max-laptop:border-t"
    >
      <h2 className="flex h-12 items-center border-hair border-b px-4 font-[560] text-[12px]/[18px] max-laptop:hidden">
        {t("facts")}
      </h2>
      <Deferred>
        <FactsSection>
          <FactsVerbs {...{ generation, variant, verbs }} />
        </FactsSection>
        {isDone(variant) ? <MarkSection generation={generation} variant={variant} /> : null}
        {upload ? (
          <UploadFacts {...{ generation, variant, upload }} mayNote={verbs.stage !== null} />
        ) : (
          <MadeFacts {...{ generation, variant, verbs, goTo }} />
        )}
        {binning ? <BinSection gone={variant.gone} {...binning} /> : null}
      </Deferred>
    </aside>
  );
}

/** How it was asked for, and what became of that. */
function MadeFacts({ generation, variant, verbs, goTo }: Omit<FactsProps, "binning">) {
  const { takeField } = verbs;
  return (
    <>
      <PromptSection
        generation={generation}
        take={takeField && (() => takeField(generation, "prompt"))}
      />
      <ReferencesUsed
        references={generation.references}
        take={takeField && ((reference) => takeField(generation, { reference }))}
      />
      <FactsSection>
        <FactsTable {...{ generation, variant, verbs, goTo }} />
      </FactsSection>
      <TaskLog variant={variant} />
    </>
  );
}
