import { Copy } from "lucide-react";
import { useTranslations } from "next-intl";
import { copyText } from "@/components/generation/copy-text";
import type { FeedVerbs } from "@/components/generation/verbs";
import { IconButton } from "@/components/ui/icon-button";
import { FactsSection } from "@/components/viewer/facts-section";
import { FactsTable } from "@/components/viewer/facts-table";
import { FactsVerbs } from "@/components/viewer/facts-verbs";
import { PromptText } from "@/components/viewer/prompt-text";
import { ReferencesUsed } from "@/components/viewer/references-used";
import { TaskLog } from "@/components/viewer/task-log";
import type { ViewerTarget } from "@/components/viewer/viewer-address";
import type { GenerationView, VariantView } from "@/lib/generation/schema";

type FactsProps = {
  generation: GenerationView;
  variant: VariantView;
  verbs: FeedVerbs;
  goTo: (target: ViewerTarget) => void;
};

function CopyButton({ text, label }: { text: string; label: string }) {
  const t = useTranslations("viewer");
  const words = { copied: t("copied"), failed: t("copyFailed") };
  return (
    <IconButton
      icon={Copy}
      size={26}
      label={label}
      onClick={() => void copyText(text, words)}
      className="-me-1.5"
    />
  );
}

/** What the gateway got, where that is not what was typed. */
function AsSent({ text }: { text: string }) {
  const t = useTranslations("viewer");
  return (
    <details className="mt-2 text-small">
      <summary className="min-h-6 rounded-print text-ink-3 hover:text-ink max-tablet:min-h-11">
        {t("asSent")}
      </summary>
      <div className="mt-1 flex gap-2">
        <p dir="auto" className="min-w-0 flex-1 whitespace-pre-wrap break-words text-ink-2">
          {text}
        </p>
        <CopyButton text={text} label={t("copyAsSent")} />
      </div>
    </details>
  );
}

/** Everything that is known of one picture, from what to do with it down to its task. */
export function Facts({ generation, variant, verbs, goTo }: FactsProps) {
  const t = useTranslations("viewer");
  const { prompt, promptAsSent, references } = generation;
  return (
    <aside
      aria-label={t("facts")}
      className="flex-none border-hair border-s bg-sheet laptop:w-[336px] laptop:overflow-y-auto max-laptop:border-s-0 max-laptop:border-t"
    >
      <h2 className="flex h-12 items-center border-hair border-b px-4 font-[560] text-[12px]/[18px] max-laptop:hidden">
        {t("facts")}
      </h2>
      <FactsSection>
        <FactsVerbs {...{ generation, variant, verbs }} />
      </FactsSection>
      <FactsSection
        title={t("prompt")}
        aside={<CopyButton text={prompt} label={t("copyPrompt")} />}
      >
        <PromptText prompt={prompt} references={references} />
        {promptAsSent === prompt ? null : <AsSent text={promptAsSent} />}
      </FactsSection>
      <ReferencesUsed references={references} />
      <FactsSection>
        <FactsTable {...{ generation, variant, goTo }} />
      </FactsSection>
      <TaskLog variant={variant} />
    </aside>
  );
}
