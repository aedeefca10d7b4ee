import { useTranslations } from "next-intl";

/** Between one way in and the others. */
export function OrLine() {
  const t = useTranslations("account.services");
  return (
    <p className="my-3 flex items-center gap-4 text-ink-2 text-small before:h-px before:flex-1 before:bg-hair after:h-px after:flex-1 after:bg-hair">
      {t("or")}
    </p>
  );
}
