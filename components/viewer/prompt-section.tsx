import { Copy, RotateCcw } from "lucide-react";
import { useTranslations } from "next-intl";
import { copyText } from "@/components/generation/copy-text";
import { IconButton } from "@/components/ui/icon-button";
import { FactsSection } from "@/components/viewer/facts-section";
import { PromptText } from "@/components/viewer/prompt-text";
import type { GenerationView } from "@/lib/generation/schema";

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

type PromptSectionProps = {
  generation: Pick<GenerationView, "prompt" | "promptAsSent" | "references">;
  /** Into the composer. Null for who may only look on. */
  take: (() => void) | null;
};

/** The prompt as typed, and as sent. */
export function PromptSection({ generation, take }: PromptSectionProps) {
  const t = useTranslations("viewer");
  const { prompt, promptAsSent, references } = generation;
  return (
    <FactsSection
      title={t("prompt")}
      aside={
        <span className="flex">
          {take ? (
            <IconButton icon={RotateCcw} size={26} label={t("take.prompt")} onClick={take} />
          ) : null}
          <CopyButton text={prompt} label={t("copyPrompt")} />
        </span>
      }
    >
      <PromptText prompt={prompt} references={references} />
      {promptAsSent === prompt ? null : <AsSent text={promptAsSent} />}
    </FactsSection>
  );
}
