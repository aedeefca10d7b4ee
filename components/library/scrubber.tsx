import { useLocale, useTranslations } from "next-intl";
import { type KeyboardEvent, memo, type PointerEvent, useRef, useState } from "react";
import type { Layout, Section } from "@/components/library/layout";
import { monthName, shortMonthName } from "@/components/library/month-name";
import { cn } from "@/components/ui/cn";

/** Of the whole height: between two ticks, and between two years. */
const TICK_GAP_PERCENT = 1.1;
const YEAR_GAP_PERCENT = 3;
const YEAR_MONTHS = 12;

type ScrubberProps = {
  layout: Layout;
  current: Section | undefined;
  /** px from the top of the list. */
  goTo: (top: number) => void;
};

/**
 * The whole range as a ruler of months: where one is, and any other place at one press. Kept as it is while pictures
 * arrive.
 */
export const Scrubber = memo(function Scrubber({ layout, current, goTo }: ScrubberProps) {
  const t = useTranslations("library");
  const locale = useLocale();
  const track = useRef<HTMLDivElement>(null);
  const [hovered, setHovered] = useState<Section | null>(null);
  const { sections, height } = layout;
  const index = Math.max(0, current ? sections.indexOf(current) : 0);
  const here = sections[index];
  const month = here ? monthName(here.month, locale) : "";
  const count = here?.count.toLocaleString(locale) ?? "";

  function follow(event: PointerEvent) {
    const box = track.current?.getBoundingClientRect();
    const y = box ? ((event.clientY - box.top) / box.height) * height : 0;
    const section = sections.findLast(({ top }) => top <= y) ?? sections[0] ?? null;
    setHovered(section);
    if (section && section !== current && event.buttons === 1) goTo(section.top);
  }

  return (
    <div className="relative w-21 flex-none py-4 max-tablet:pointer-events-none max-tablet:absolute max-tablet:inset-y-0 max-tablet:end-0">
      <div
        ref={track}
        role="slider"
        tabIndex={0}
        aria-label={t("scrubber")}
        aria-orientation="vertical"
        aria-valuemin={1}
        aria-valuemax={Math.max(1, sections.length)}
        aria-valuenow={index + 1}
        aria-valuetext={t("monthCount", { month, count })}
        onKeyDown={(event) => stepMonths(event, { index, sections, goTo })}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          follow(event);
        }}
        onPointerMove={follow}
        onPointerUp={() => setHovered(null)}
        onPointerLeave={() => setHovered(null)}
        className="relative h-full cursor-ns-resize touch-none rounded-[3px]"
      >
        <Ticks layout={layout} here={here} />
        {hovered && hovered !== here ? (
          <Flag section={hovered} height={height} isHere={false} />
        ) : null}
        {here ? <Flag section={here} height={height} isHere /> : null}
      </div>
    </div>
  );
});

type Steps = { index: number; sections: readonly Section[]; goTo: (top: number) => void };

function stepMonths(event: KeyboardEvent, { index, sections, goTo }: Steps) {
  const last = sections.length - 1;
  const places: Partial<Record<string, number>> = {
    ArrowDown: index + 1,
    ArrowRight: index + 1,
    ArrowUp: index - 1,
    ArrowLeft: index - 1,
    PageDown: index + YEAR_MONTHS,
    PageUp: index - YEAR_MONTHS,
    Home: 0,
    End: last,
  };
  const to = places[event.key];
  if (to === undefined) return;
  event.preventDefault();
  goTo(sections[Math.min(last, Math.max(0, to))]?.top ?? 0);
}

type FlagProps = { section: Section; height: number; isHere: boolean };

/** On a phone it is what the thumb takes. */
function Flag({ section: { month, top, count }, height, isHere }: FlagProps) {
  const locale = useLocale();
  const name = shortMonthName(month, locale);
  return (
    <span
      aria-hidden="true"
      style={{ top: `${(top / height) * 100}%` }}
      className={cn(
        "absolute end-0 flex min-h-5 -translate-y-1/2 items-center after:h-px after:w-3.5 max-tablet:pointer-events-auto max-tablet:h-11 max-tablet:touch-none max-tablet:after:hidden",
        isHere ? "after:bg-ink" : "after:bg-control",
      )}
    >
      <span
        className={cn(
          "whitespace-nowrap rounded-[3px] px-1.5 py-px font-mono text-slug max-tablet:rounded-e-none max-tablet:py-1.5",
          isHere ? "bg-paper text-on-paper" : "bg-float text-ink-2 shadow-float",
        )}
      >
        {isHere ? name : `${name} ${month.slice(0, 4)} · ${count.toLocaleString(locale)}`}
      </span>
    </span>
  );
}

type Tick = { month: string; percent: number; year: string };

/** Ticks that have room; a year stands at its newest month. */
function ticksOf({ sections, height }: Layout): Tick[] {
  const ticks: Tick[] = [];
  for (const { month, top } of sections) {
    const percent = (top / height) * 100;
    const lastYear = ticks.findLast(({ year }) => year);
    const isNewYear = month.slice(0, 4) !== lastYear?.month.slice(0, 4);
    const hasYear = isNewYear && percent - (lastYear?.percent ?? -100) >= YEAR_GAP_PERCENT;
    const gap = percent - (ticks.at(-1)?.percent ?? -100);
    if (gap >= TICK_GAP_PERCENT || hasYear)
      ticks.push({ month, percent, year: hasYear ? month.slice(0, 4) : "" });
  }
  return ticks;
}

/** The flag lies over the year beside it. */
const isUnder = (percent: number, top: number, height: number) =>
  Math.abs(percent - (top / height) * 100) < YEAR_GAP_PERCENT;

type TicksProps = { layout: Layout; here: Section | undefined };

const Ticks = ({ layout, here }: TicksProps) =>
  ticksOf(layout).map(({ month, percent, year }) => (
    <span
      key={month}
      aria-hidden="true"
      style={{ top: `${percent}%` }}
      className={cn(
        "pointer-events-none absolute end-0 flex -translate-y-1/2 items-center gap-2 font-mono text-ink-3 text-slug after:h-px max-tablet:hidden",
        year ? "after:w-3.5 after:bg-control" : "after:w-2 after:bg-hair-2",
      )}
    >
      {here && isUnder(percent, here.top, layout.height) ? null : year}
    </span>
  ));
