import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { copyText } from "@/components/generation/copy-text";
import { formatClock } from "@/components/generation/formats";
import { usePlace } from "@/components/generation/use-place";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { FactsSection } from "@/components/viewer/facts-section";
import { taskLogQuery } from "@/lib/generation/queries";
import type { VariantView } from "@/lib/generation/schema";
import type { TaskEventKind, TaskLog as TaskLogView } from "@/lib/generation/schema/task-log";

const DOT: Partial<Record<TaskEventKind, string>> = {
  saved: "bg-green",
  refused: "bg-red",
  failed: "bg-red",
  unknown: "bg-amber",
};

/** Characters kept at either end of an id. */
const ID_ENDS = 8;
const shorten = (id: string) =>
  id.length > 2 * ID_ENDS ? `${id.slice(0, ID_ENDS)}…${id.slice(-2)}` : id;

function TaskId({ id }: { id: string }) {
  const t = useTranslations("viewer");
  return (
    <button
      type="button"
      aria-label={t("copyTask", { id: shorten(id) })}
      onClick={() => void copyText(id, { copied: t("copied"), failed: t("copyFailed") })}
      className="min-h-6 rounded-print font-mono text-ink-3 text-slug hover:text-ink max-tablet:min-h-11"
    >
      {shorten(id)}
    </button>
  );
}

function Events({ events }: Pick<TaskLogView, "events">) {
  const t = useTranslations("viewer");
  const place = usePlace();
  if (events.length === 0) return <p className="text-ink-3 text-small">{t("logEmpty")}</p>;
  return (
    <ol className="flex flex-col">
      {events.map(({ id, at, kind, detail }, index) => (
        <li key={id} className="relative flex gap-2.5 pb-[5px] last:text-ink">
          <time dateTime={at} className="font-mono text-[11px]/[18px] text-ink-3">
            {formatClock(at, place)}
          </time>
          <span aria-hidden="true" className="relative w-[5px] flex-none">
            {index < events.length - 1 ? (
              <span className="absolute top-[9px] left-0.5 h-full w-px bg-hair-2" />
            ) : null}
            <span
              className={cn(
                "absolute top-[7px] size-[5px] rounded-full",
                DOT[kind] ?? "bg-control",
              )}
            />
          </span>
          <span className="min-w-0 break-words text-small text-ink-2 [li:last-child>&]:text-ink">
            {t(`event.${kind}`)}
            {detail ? `, ${detail}` : null}
          </span>
        </li>
      ))}
    </ol>
  );
}

/** What happened to a picture, as it happened. */
export function TaskLog({ variant }: { variant: VariantView }) {
  const t = useTranslations("viewer");
  const { data, isError, refetch } = useQuery({
    ...taskLogQuery(variant),
    placeholderData: keepPreviousData,
  });
  return (
    <FactsSection title={t("log")} aside={data?.taskId ? <TaskId id={data.taskId} /> : null}>
      {data ? <Events events={data.events} /> : null}
      {!data && isError ? (
        <div className="flex items-center gap-2 text-small">
          <p className="text-ink-2">{t("logFailed")}</p>
          <Button size={26} onClick={() => void refetch()}>
            {t("tryAgain")}
          </Button>
        </div>
      ) : null}
      {!data && !isError ? (
        <div role="status" className="flex flex-col gap-[17px] py-1.5">
          <span className="sr-only">{t("logLoading")}</span>
          <span aria-hidden="true" className="h-1.5 w-3/5 bg-press" />
          <span aria-hidden="true" className="h-1.5 w-4/5 bg-press" />
        </div>
      ) : null}
    </FactsSection>
  );
}
