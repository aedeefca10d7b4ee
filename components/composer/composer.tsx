import { useLocale, useTranslations } from "next-intl";
import type { useComposer } from "@/components/composer/use-composer";
import { COMPOSER_ID } from "@/components/shell/skip-links";
import { Button } from "@/components/ui/button";
import { DEFAULT_MODEL, findModel } from "@/lib/generation/models";
import { priceOf } from "@/lib/generation/policy";
import { type AspectRatio, type GenerationView, VARIANT_COUNT_MAX } from "@/lib/generation/schema";
import { formatMicroUsd } from "@/lib/shared/money";

const FIELD = "h-8 rounded-control bg-press px-2 text-ui";

type ComposerProps = {
  composer: ReturnType<typeof useComposer>;
  onCreated: (generation: GenerationView) => void;
};

/** The prompt, the shape, how many, and the one button. */
export function Composer({ composer, onCreated }: ComposerProps) {
  const t = useTranslations("composer");
  const locale = useLocale();
  const { content, change, refusal, isSending } = composer;
  const model = findModel(content.model) ?? DEFAULT_MODEL;
  const price = (priceOf(model, content.resolution) ?? 0) * content.variantCount;
  const isEmpty = content.prompt.trim() === "";
  return (
    <form
      id={COMPOSER_ID}
      className="grid gap-2 bg-tray px-6 py-3 shadow-tray"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isEmpty && !isSending) void composer.send(onCreated);
      }}
    >
      <textarea
        aria-label={t("prompt")}
        placeholder={t("placeholder")}
        rows={3}
        className="w-full resize-none bg-transparent text-prompt outline-none"
        value={content.prompt}
        onChange={(event) => change({ prompt: event.target.value })}
        onKeyDown={(event) => {
          const isGo = event.key === "Enter" && (event.metaKey || event.ctrlKey);
          if (isGo && !event.nativeEvent.isComposing) event.currentTarget.form?.requestSubmit();
        }}
      />
      {refusal ? (
        <p role="alert" className="text-red text-small">
          {t("refused")}
        </p>
      ) : null}
      <div className="flex items-center gap-2">
        <select
          aria-label={t("aspectRatio")}
          className={FIELD}
          value={content.aspectRatio}
          onChange={(event) => change({ aspectRatio: event.target.value as AspectRatio })}
        >
          {model.aspectRatios.map((ratio) => (
            <option key={ratio}>{ratio}</option>
          ))}
        </select>
        <input
          aria-label={t("count")}
          type="number"
          min={1}
          max={VARIANT_COUNT_MAX}
          className={`${FIELD} w-16`}
          value={content.variantCount}
          onChange={(event) =>
            change({
              variantCount: Math.min(
                VARIANT_COUNT_MAX,
                Math.max(1, Math.trunc(Number(event.target.value))),
              ),
            })
          }
        />
        <span className="flex-1" />
        <Button
          type="submit"
          kind="paper"
          isLoading={isSending}
          {...(isEmpty ? { disabledReason: t("emptyPrompt") } : {})}
        >
          {t("generate", { count: content.variantCount })} {formatMicroUsd(price, locale)}
        </Button>
      </div>
    </form>
  );
}
