import type { UseInfiniteQueryResult } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { dateFormat, type Place } from "@/components/generation/formats";
import { usePlace } from "@/components/generation/use-place";
import { LogLine } from "@/components/log/log-line";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import type { LogPage, LogRow } from "@/lib/audit/schema";

type LogListProps = {
  query: UseInfiniteQueryResult<{ pages: LogPage[] }>;
  /** Something is looked for. */
  isSearch: boolean;
  clear: () => void;
};

export function LogList({ query, isSearch, clear }: LogListProps) {
  const place = usePlace();
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <div
      aria-busy={query.isPlaceholderData}
      className={cn(query.isPlaceholderData && "opacity-60")}
    >
      {daysOf(rows, place).map(({ day, rows: own }) => (
        <section key={day} aria-label={day} className="mt-8 first:mt-0">
          <h2 className="mb-2 font-strong text-small">{day}</h2>
          <ul>
            {own.map((row) => (
              <LogLine key={row.id} row={row} place={place} />
            ))}
          </ul>
        </section>
      ))}
      <Foot {...{ query, isSearch, clear }} isEmpty={rows.length === 0} />
    </div>
  );
}

const DAY = { day: "numeric", month: "long", year: "numeric" } as const;

/** Newest first, as the rows are. */
function daysOf(rows: readonly LogRow[], { locale, timeZone }: Place) {
  const days = Map.groupBy(rows, ({ at }) =>
    dateFormat(locale, { ...DAY, timeZone }).format(new Date(at)),
  );
  return [...days].map(([day, own]) => ({ day, rows: own }));
}

/** What there is to say instead of rows, or after them. */
function Foot({ query, isSearch, clear, isEmpty }: LogListProps & { isEmpty: boolean }) {
  const t = useTranslations("log");
  // Also when what came before it is here: the next part is missing then.
  if (query.isError)
    return (
      <Line>
        {t("loadFailed")}
        <Button size={26} onClick={() => void (isEmpty ? query.refetch() : query.fetchNextPage())}>
          {t("tryAgain")}
        </Button>
      </Line>
    );
  if (!query.data) return <Line>{t("loading")}</Line>;
  if (query.hasNextPage)
    return (
      <div className="flex justify-center pt-8">
        <Button isLoading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t("more")}
        </Button>
      </div>
    );
  if (!isEmpty) return null;
  return (
    <Line>
      {t(isSearch ? "nothingFound" : "empty")}
      {isSearch ? (
        <Button size={26} onClick={clear}>
          {t("clear")}
        </Button>
      ) : null}
    </Line>
  );
}

const Line = ({ children }: { children: ReactNode }) => (
  <p
    role="status"
    className="flex flex-wrap items-center gap-3 border-hair border-t py-3 text-ink-2"
  >
    {children}
  </p>
);
