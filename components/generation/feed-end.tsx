import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { Button } from "@/components/ui/button";

/** How far before the end the next page is fetched. */
const AHEAD = "800px";

function OlderSkeleton({ label }: { label: string }) {
  return (
    <div role="status" className="grid grid-cols-[258px_1fr] gap-6 border-hair border-t py-3">
      <span className="sr-only">{label}</span>
      <div aria-hidden="true" className="flex flex-col gap-[13px] py-1.5">
        <div className="h-1.5 bg-press" />
        <div className="h-1.5 w-4/5 bg-press" />
        <div className="h-1.5 w-2/5 bg-press" />
      </div>
    </div>
  );
}

type FeedEndProps = {
  isLoading: boolean;
  hasFailed: boolean;
  loadOlder: () => void;
};

/** Comes before the eye needs it; the button is the way without scrolling. */
export function FeedEnd({ isLoading, hasFailed, loadOlder }: FeedEndProps) {
  const t = useTranslations("feed");
  const end = useRef<HTMLDivElement>(null);
  const isWaiting = !isLoading && !hasFailed;
  useEffect(() => {
    if (!isWaiting || !end.current) return;
    const observer = new IntersectionObserver(
      ([entry]) => entry?.isIntersecting && loadOlder(),
      // The feed scrolls, not the window: a margin counts only against the scroller itself.
      { root: end.current.closest("[data-feed]"), rootMargin: AHEAD },
    );
    observer.observe(end.current);
    return () => observer.disconnect();
  }, [isWaiting, loadOlder]);

  return (
    <div ref={end} className="pb-4 max-tablet:px-4">
      {isLoading ? <OlderSkeleton label={t("loadingOlder")} /> : null}
      {hasFailed ? <p className="pb-2 text-ink-2">{t("olderFailed")}</p> : null}
      <Button data-stop="" tabIndex={-1} isLoading={isLoading} onClick={loadOlder}>
        {hasFailed ? t("reload") : t("loadOlder")}
      </Button>
    </div>
  );
}
