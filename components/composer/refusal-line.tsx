import { CircleAlert } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import type { Generate } from "@/components/composer/generate-button";
import { type Cure, refusalMessage } from "@/components/composer/refusal";
import type { Composer } from "@/components/composer/use-composer";
import { Button } from "@/components/ui/button";
import { buttonClass } from "@/components/ui/button-class";
import { PageLink } from "@/components/ui/page-link";
import { DEFAULT_MODEL } from "@/lib/generation/models";
import { CAPS_PATH } from "@/lib/money/schema/facts";

type RefusalLineProps = { composer: Composer; generate: Generate };

/** Why the last press came to nothing, and one button. */
export function RefusalLine({ composer, generate }: RefusalLineProps) {
  const t = useTranslations("composer");
  const locale = useLocale();
  if (!composer.refused) return null;
  const { key, values, cure } = refusalMessage(composer.refused.refusal, locale);
  const max = Number(values["max"] ?? 0);
  return (
    <div className="flex items-center gap-2.5 py-1 max-tablet:flex-wrap">
      <CircleAlert className="text-red" />
      <p role="alert" className="min-w-0 flex-1 text-small">
        {t(`refusal.${key}`, values)}
      </p>
      {cure === "sign_in" ? (
        <a
          href="/sign-in"
          target="_blank"
          rel="noreferrer"
          className={buttonClass({ kind: "quiet", size: 26 })}
        >
          {t("cure.sign_in")}
        </a>
      ) : null}
      {cure === "see_caps" ? (
        <PageLink href={CAPS_PATH} className={buttonClass({ kind: "quiet", size: 26 })}>
          {t("cure.see_caps")}
        </PageLink>
      ) : null}
      {cure && cure !== "sign_in" && cure !== "see_caps" ? (
        <Button size={26} onClick={curesOf(composer, generate, max)[cure]}>
          {t(`cure.${cure}`, { max, model: DEFAULT_MODEL.label })}
        </Button>
      ) : null}
    </div>
  );
}

const curesOf = (
  composer: Composer,
  generate: Generate,
  max: number,
): Record<Exclude<Cure, "sign_in" | "see_caps">, () => void> => ({
  reload: () => window.location.reload(),
  default_model: () => composer.setModel(DEFAULT_MODEL.id),
  legal_settings: composer.makeSettingsLegal,
  drop_references: () => composer.tray.keepFirst(max),
  remove_missing: composer.tray.removeMissing,
  try_again: () => generate(composer.refused?.way ?? "fresh"),
});
