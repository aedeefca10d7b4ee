import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { LANGUAGE_NAMES } from "@/components/account/language-names";
import { useAttempt } from "@/components/account/use-attempt";
import { Select } from "@/components/ui/select";
import { setPreferencesAction } from "@/lib/account/actions";
import { LOCALES, localeSchema, THEMES, type Theme } from "@/lib/account/schema";

/** Both count at once. */
export function Preferences({ theme }: { theme: Theme }) {
  const t = useTranslations("profile");
  const { attempt } = useAttempt();
  return (
    <div className="mt-5 flex flex-wrap gap-3">
      <Choice label={t("language")}>
        <Select
          label={t("language")}
          value={localeSchema.parse(useLocale())}
          choices={LOCALES.map((value) => ({ value, text: LANGUAGE_NAMES[value] }))}
          onChange={(locale) => attempt(() => setPreferencesAction({ locale }))}
          className="w-44"
        />
      </Choice>
      <Choice label={t("theme")}>
        <Select
          label={t("theme")}
          value={theme}
          choices={THEMES.map((value) => ({ value, text: t(value) }))}
          onChange={(next) => attempt(() => setPreferencesAction({ theme: next }))}
          className="w-44"
        />
      </Choice>
    </div>
  );
}

/** The words over a control that carries them as its own name. */
function Choice({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <p aria-hidden="true" className="mb-1 text-ink-2 text-small">
        {label}
      </p>
      {children}
    </div>
  );
}
