import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";

/** `3 running · Maquette`, or `(2) Maquette` for what has finished while the person was elsewhere. */
export function useDocumentTitle(runningCount: number, finishedCount: number) {
  const t = useTranslations("feed");
  const seenCount = useRef(finishedCount);
  useEffect(() => {
    const show = () => {
      if (!document.hidden) seenCount.current = finishedCount;
      const unseen = finishedCount - seenCount.current;
      const running = runningCount > 0 ? t("titleRunning", { count: runningCount }) : "Maquette";
      document.title = unseen > 0 ? t("titleFinished", { count: unseen }) : running;
    };
    show();
    document.addEventListener("visibilitychange", show);
    return () => document.removeEventListener("visibilitychange", show);
  }, [runningCount, finishedCount, t]);
}
