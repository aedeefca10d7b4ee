import { useTranslations } from "next-intl";
import { type CSSProperties, useRef, useState } from "react";
import { DaySection } from "@/components/generation/day-section";
import { groupByDay } from "@/components/generation/days";
import { useCellHeight } from "@/components/generation/use-cell-height";
import type { useFeed } from "@/components/generation/use-feed";
import { useAnchoredScroll, useNewAbove } from "@/components/generation/use-new-above";
import { usePlace } from "@/components/generation/use-place";
import { useRovingFocus } from "@/components/generation/use-roving-focus";
import type { FeedVerbs } from "@/components/generation/verbs";
import { FEED_ID } from "@/components/shell/skip-links";
import { inFirstPaint, onDemand } from "@/components/ui/on-demand";

const OverviewSwitch = inFirstPaint(
  async () => (await import("@/components/generation/overview-switch")).OverviewSwitch,
);
const CellHeightSlider = inFirstPaint(
  async () => (await import("@/components/generation/cell-height-slider")).CellHeightSlider,
);
const FeedEnd = inFirstPaint(
  async () => (await import("@/components/generation/feed-end")).FeedEnd,
);
const NewPill = onDemand(async () => (await import("@/components/generation/new-pill")).NewPill);

type FeedProps = {
  feed: ReturnType<typeof useFeed>;
  verbs: FeedVerbs;
  /** Kept from before; null is the usual one. */
  cellHeight: number | null;
};

export function Feed({ feed, verbs, cellHeight }: FeedProps) {
  const { query, generations } = feed;
  const t = useTranslations("feed");
  const { timeZone } = usePlace();
  const scroller = useRef<HTMLDivElement>(null);
  const roving = useRovingFocus();
  const newCount = useNewAbove(scroller, generations);
  useAnchoredScroll(scroller, generations[0]?.id ?? null);
  const cell = useCellHeight(cellHeight);
  const [isOverview, setIsOverview] = useState(false);
  const days = groupByDay(generations, timeZone);

  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      {newCount > 0 ? (
        <NewPill count={newCount} onPress={() => scroller.current?.scrollTo({ top: 0 })} />
      ) : null}
      {/* biome-ignore lint/a11y/useSemanticElements: a group of articles with one stop for the Tab key */}
      <div
        ref={scroller}
        id={FEED_ID}
        role="group"
        aria-label={t("label")}
        data-feed=""
        data-overview={isOverview || undefined}
        {...roving}
        style={cell.height ? ({ "--cell": `${cell.height}px` } as CSSProperties) : undefined}
        className="group/feed [--cell:170px] wall:[--cell:220px] min-h-0 flex-1 scroll-py-3 overflow-y-auto px-6 outline-none max-tablet:px-0"
      >
        <div className="wall:max-w-[1360px]">
          {days.map((day) => (
            <DaySection
              key={day.date}
              day={day}
              isComplete={!query.hasNextPage || day !== days.at(-1)}
              verbs={verbs}
              aside={
                day === days[0] ? (
                  <>
                    <CellHeightSlider {...cell} />
                    <OverviewSwitch isOn={isOverview} setIsOn={setIsOverview} />
                  </>
                ) : null
              }
            />
          ))}
          {query.hasNextPage ? (
            <FeedEnd
              isLoading={query.isFetchingNextPage}
              hasFailed={query.isFetchNextPageError}
              loadOlder={() => void query.fetchNextPage()}
            />
          ) : null}
        </div>
      </div>
    </div>
  );
}
