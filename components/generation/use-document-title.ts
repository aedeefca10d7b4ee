import { useTranslations } from "next-intl";
import { useEffect } from "react";

/** `3 running · Maquette`, or `(2) Maquette` for what has ended while the person was elsewhere. */
export function useDocumentTitle(runningCount: number, unseenCount: number) {
  const t = useTranslations("feed");
  useEffect(() => {
    const running = runningCount > 0 ? t("titleRunning", { count: runningCount }) : "Maquette";
    document.title = unseenCount > 0 ? t("titleFinished", { count: unseenCount }) : running;
  }, [runningCount, unseenCount, t]);
}
