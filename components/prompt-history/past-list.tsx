import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { PastRow } from "@/components/prompt-history/past-row";
import type { usePastPrompts } from "@/components/prompt-history/use-past-prompts";
import { Button } from "@/components/ui/button";
import { Spinner } from "@/components/ui/spinner";
import type { PastPrompt, PromptScope } from "@/lib/prompt-history/schema";

type PastListProps = {
  scope: PromptScope;
  choose: (scope: PromptScope) => void;
  past: ReturnType<typeof usePastPrompts>;
  take: (past: PastPrompt) => void;
};

/** How far before the end the next page is fetched. */
const AHEAD = "400px";

export function PastList({ past, take, ...rest }: PastListProps) {
  const t = useTranslations("history");
  const { prompts, search, query } = past;
  if (prompts.length === 0) return <Nothing past={past} {...rest} />;
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <ul aria-label={t("open")} aria-busy={query.isPlaceholderData}>
        {prompts.map((each) => (
          <li key={each.generationId}>
            <PastRow past={each} search={search} take={() => take(each)} />
          </li>
        ))}
      </ul>
      <ListEnd past={past} />
    </div>
  );
}

/** More rows come before the eye needs them. */
function ListEnd({ past: { query, prompts, loadMore } }: Pick<PastListProps, "past">) {
  const t = useTranslations("history");
  const end = useRef<HTMLDivElement>(null);
  const isWaiting = query.hasNextPage && !query.isFetching && !query.isFetchNextPageError;
  useEffect(() => {
    if (!isWaiting || !end.current) return;
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && loadMore(), {
      root: end.current.parentElement,
      rootMargin: AHEAD,
    });
    observer.observe(end.current);
    return () => observer.disconnect();
  }, [isWaiting, loadMore]);
  return (
    <div ref={end} className="flex min-h-px justify-center">
      {query.isFetchNextPageError ? <TryAgain retry={() => void query.fetchNextPage()} /> : null}
      {query.hasNextPage ? null : (
        <p className="sr-only" role="status">
          {t("all", { count: prompts.length })}
        </p>
      )}
    </div>
  );
}

function TryAgain({ retry }: { retry: () => void }) {
  const t = useTranslations("history");
  return (
    <div role="alert" className="flex flex-wrap items-center justify-center gap-3 p-3 text-ink-2">
      {t("failed")}
      <Button size={26} onClick={retry}>
        {t("retry")}
      </Button>
    </div>
  );
}

/** Why there is no row, and what to do about it. */
function Nothing({ scope, choose, past: { query, search } }: Omit<PastListProps, "take">) {
  const t = useTranslations("history");
  const isMine = scope === "mine";
  return (
    <div className="grid flex-1 place-content-center justify-items-center gap-3 p-4 text-center text-ink-2">
      {query.isPending ? <Spinner className="size-4" /> : null}
      {query.isError ? <TryAgain retry={() => void query.refetch()} /> : null}
      {query.isSuccess ? (
        <>
          <p role="status" className="text-balance break-words">
            {search ? t("notFound", { search }) : t("nothing")}
          </p>
          {isMine ? (
            <Button size={26} onClick={() => choose("team")}>
              {t("lookInTeam")}
            </Button>
          ) : null}
        </>
      ) : null}
    </div>
  );
}
