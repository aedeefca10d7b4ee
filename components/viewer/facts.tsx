import { Copy, Download, RotateCcw } from "lucide-react";
import { useTranslations } from "next-intl";
import { copyText } from "@/components/generation/copy-text";
import { Button } from "@/components/ui/button";
import { buttonClass } from "@/components/ui/button-class";
import { IconButton } from "@/components/ui/icon-button";
import { FactsSection } from "@/components/viewer/facts-section";
import { FactsTable } from "@/components/viewer/facts-table";
import { ReferencesUsed } from "@/components/viewer/references-used";
import { TaskLog } from "@/components/viewer/task-log";
import type { GenerationView, VariantView } from "@/lib/generation/schema";
import { imageDownloadUrl } from "@/lib/image/schema";

type FactsProps = { generation: GenerationView; variant: VariantView; onRecall: () => void };

function FactsVerbs({ variant, onRecall }: Omit<FactsProps, "generation">) {
  const t = useTranslations("viewer");
  const { image } = variant;
  return (
    <div className="flex gap-1.5">
      {image ? (
        <a
          href={imageDownloadUrl(image.id)}
          download=""
          className={`${buttonClass({ kind: "paper" })} flex-1`}
        >
          <Download />
          {t("download")}
        </a>
      ) : null}
      <Button kind="quiet" icon={RotateCcw} onClick={onRecall} className="flex-1">
        {t("useRecipe")}
      </Button>
    </div>
  );
}

/** Everything that is known of one picture, from what to do with it down to its task. */
export function Facts({ generation, variant, onRecall }: FactsProps) {
  const t = useTranslations("viewer");
  const { prompt, references } = generation;
  const copy = () => copyText(prompt, { copied: t("copied"), failed: t("copyFailed") });
  return (
    <aside
      aria-label={t("facts")}
      className="flex-none border-hair border-s bg-sheet laptop:w-[336px] laptop:overflow-y-auto max-laptop:border-s-0 max-laptop:border-t"
    >
      <h2 className="flex h-12 items-center border-hair border-b px-4 font-[560] text-[12px]/[18px] max-laptop:hidden">
        {t("facts")}
      </h2>
      <FactsSection>
        <FactsVerbs variant={variant} onRecall={onRecall} />
      </FactsSection>
      <FactsSection
        title={t("prompt")}
        aside={
          <IconButton
            icon={Copy}
            size={26}
            label={t("copyPrompt")}
            onClick={() => void copy()}
            className="-me-1.5"
          />
        }
      >
        <p dir="auto" className="whitespace-pre-wrap break-words text-[13px]/[20px] text-ink-2">
          {prompt}
        </p>
      </FactsSection>
      <ReferencesUsed references={references} />
      <FactsSection>
        <FactsTable generation={generation} variant={variant} />
      </FactsSection>
      <TaskLog variant={variant} />
    </aside>
  );
}
