import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { type Day, dateIn, pictureCountOf, spentOf } from "@/components/generation/days";
import { formatDate } from "@/components/generation/formats";
import { Run } from "@/components/generation/run";
import { useIsHydrated, usePlace } from "@/components/generation/use-place";
import type { FeedVerbs } from "@/components/generation/verbs";
import { formatMicroUsd } from "@/lib/shared/money";

const DAY_MS = 86_400_000;

function useDayName(date: string) {
  const t = useTranslations("feed");
  const { locale, timeZone } = usePlace();
  // The server does not know which day it is where the person sits.
  if (!useIsHydrated()) return formatDate(date, locale);
  const now = Date.now();
  if (date === dateIn(timeZone, now)) return t("today");
  if (date === dateIn(timeZone, now - DAY_MS)) return t("yesterday");
  return formatDate(date, locale);
}

type DaySectionProps = {
  day: Day;
  /** False while older ones of the same day may still come: then nothing is counted. */
  isComplete: boolean;
  verbs: FeedVerbs;
  /** At the end of its head. */
  aside: ReactNode;
};

export function DaySection({ day, isComplete, verbs, aside }: DaySectionProps) {
  const t = useTranslations("feed");
  const { locale } = usePlace();
  const name = useDayName(day.date);
  const spent = spentOf(day);
  const counts = [
    t("runCount", { count: day.generations.length }),
    t("pictureCount", { count: pictureCountOf(day) }),
    ...(spent > 0 ? [formatMicroUsd(spent, locale)] : []),
  ];
  return (
    <section aria-label={name}>
      <div className="flex items-baseline gap-2.5 pt-[11px] pb-px text-ink-3 text-small max-tablet:px-4 max-tablet:pb-[5px] max-tablet:group-data-overview/feed:pb-[9px]">
        <h2 className="font-[560] text-ink-2 first-letter:uppercase">{name}</h2>
        {isComplete ? <span>{counts.join(", ")}</span> : null}
        <div className="-my-1 ms-auto self-center empty:hidden">{aside}</div>
      </div>
      {/* The padding of a run is the same in every place: a change of it makes the browser give up its scroll anchor. */}
      <div className="max-tablet:group-data-overview/feed:grid max-tablet:group-data-overview/feed:grid-cols-3 max-tablet:group-data-overview/feed:gap-1 max-tablet:group-data-overview/feed:px-4 [&>article:first-child]:border-transparent">
        {day.generations.map((generation) => (
          <Run key={generation.id} generation={generation} verbs={verbs} />
        ))}
      </div>
    </section>
  );
}
