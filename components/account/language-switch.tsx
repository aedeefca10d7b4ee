"use client";

import { useLocale, useTranslations } from "next-intl";
import { cn } from "@/components/ui/cn";
import { setPreferencesAction } from "@/lib/account/actions";
import { LOCALES } from "@/lib/account/schema";
import { LANGUAGE_NAMES } from "./language-names";
import { useAttempt } from "./use-attempt";

export function LanguageSwitch() {
  const t = useTranslations("account");
  const current = useLocale();
  const { isPending, attempt } = useAttempt();
  return (
    <fieldset aria-label={t("language")} className="-me-1.5 flex max-tablet:-me-3">
      {LOCALES.map((locale) => (
        <button
          key={locale}
          type="button"
          lang={locale}
          aria-pressed={locale === current}
          disabled={isPending}
          onClick={() => attempt(() => setPreferencesAction({ locale }))}
          className={cn(
            "min-h-6 rounded-control px-1.5 text-small max-tablet:min-h-11 max-tablet:px-3",
            locale === current ? "text-ink" : "text-ink-3 hover:text-ink",
          )}
        >
          {LANGUAGE_NAMES[locale]}
        </button>
      ))}
    </fieldset>
  );
}
