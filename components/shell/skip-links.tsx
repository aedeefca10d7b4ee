import { useTranslations } from "next-intl";

/** The ids that the screen gives to its main parts. */
export const COMPOSER_ID = "composer";
export const FEED_ID = "feed";
export const INSPECTOR_ID = "inspector";

const LINK =
  "sr-only rounded-control bg-paper px-3 py-1.5 font-medium text-on-paper focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-(--z-tooltip) focus:px-3 focus:py-1.5";

export function SkipLinks({ hasInspector }: { hasInspector: boolean }) {
  const t = useTranslations("common.skip");
  return (
    <>
      <a href={`#${COMPOSER_ID}`} className={LINK}>
        {t("composer")}
      </a>
      <a href={`#${FEED_ID}`} className={LINK}>
        {t("feed")}
      </a>
      {hasInspector ? (
        <a href={`#${INSPECTOR_ID}`} className={`${LINK} max-laptop:hidden`}>
          {t("inspector")}
        </a>
      ) : null}
    </>
  );
}
