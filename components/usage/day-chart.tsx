import { useLocale, useTranslations } from "next-intl";
import { useId } from "react";
import { type ChartDay, chartDays, dearest, topOf } from "@/components/usage/chart-scale";
import { formatDay, formatLongDay, useUsd } from "@/components/usage/formats";
import type { UsageView } from "@/lib/usage/schema";

/** Of the drawing, in pixels; its width is that of its place. */
const HEIGHT = 224;
const AMOUNTS_WIDTH = 60;
/** Above the bars, so that the highest keeps its line and today its word. */
const HEADROOM = 20;
/** Of the place of a day that its bar takes. */
const BAR_SHARE = 0.62;

/** Solid is kept, hatched is explored, dotted is held, outlined is to come: no two are told apart by colour alone. */
export function DayChart({ view, today }: { view: UsageView; today: string }) {
  const id = useId();
  const days = chartDays(view);
  const top = topOf(days);
  const label = useLabel(view, days);
  return (
    <>
      <Legend id={id} hasForecast={view.forecast !== null} />
      <div className="flex">
        <svg role="img" aria-label={label} height={HEIGHT} className="min-w-0 flex-1">
          <Patterns id={id} />
          <Lines top={top} />
          {days.map((day, index) => (
            <Bar key={day.day} {...{ id, day, top }} place={[index, days.length]} />
          ))}
          <Today index={days.findIndex(({ day }) => day === today)} count={days.length} />
        </svg>
        <Amounts top={top} />
      </div>
      <Axis days={days} />
    </>
  );
}

function useLabel({ from, until, total }: UsageView, days: readonly ChartDay[]) {
  const t = useTranslations("usage.chart");
  const locale = useLocale();
  const usd = useUsd();
  const most = dearest(days);
  const time = { from: formatDay(from, locale), until: formatDay(until, locale) };
  if (!most) return t("labelNone", time);
  return t("label", {
    ...time,
    total: usd(total.spentMicroUsd),
    count: days.filter((day) => day.keptMicroUsd + day.exploredMicroUsd > 0).length,
    // With no full stop of its own: it ends a sentence.
    top: formatLongDay(most.day, locale),
    topAmount: usd(most.microUsd),
  });
}

/** For screens and eyes that tell no greys apart. */
const Patterns = ({ id }: { id: string }) => (
  <defs>
    <pattern
      id={`${id}-hatch`}
      width="5"
      height="5"
      patternUnits="userSpaceOnUse"
      patternTransform="rotate(45)"
    >
      <rect width="5" height="5" className="fill-press" />
      <line x1="0" y1="0" x2="0" y2="5" className="stroke-ink-3" strokeWidth="3" />
    </pattern>
    <pattern id={`${id}-dots`} width="5" height="5" patternUnits="userSpaceOnUse">
      <circle cx="2" cy="2" r="1" className="fill-ink-2" />
    </pattern>
  </defs>
);

const yOf = (microUsd: number, top: number) =>
  HEADROOM + (HEIGHT - HEADROOM) * (1 - microUsd / top);

const marksOf = (top: number) => [top, top / 2, 0];

/** At the top, halfway and at nothing. */
const Lines = ({ top }: { top: number }) =>
  marksOf(top).map((amount) => (
    <line
      key={amount}
      x1="0"
      x2="100%"
      // The lowest lies on the edge of the drawing.
      y1={Math.min(yOf(amount, top), HEIGHT - 0.5)}
      y2={Math.min(yOf(amount, top), HEIGHT - 0.5)}
      className="stroke-hair-2"
      strokeWidth="1"
    />
  ));

/** What the lines stand for, beside the bars and not on them. */
function Amounts({ top }: { top: number }) {
  const usd = useUsd();
  return (
    <svg aria-hidden="true" width={AMOUNTS_WIDTH} height={HEIGHT} className="flex-none">
      {marksOf(top).map((amount) => (
        <text
          key={amount}
          x="100%"
          y={Math.min(yOf(amount, top) + 4, HEIGHT - 1)}
          textAnchor="end"
          className="fill-ink-2 font-mono text-slug"
        >
          {usd(amount)}
        </text>
      ))}
    </svg>
  );
}

type BarProps = { id: string; day: ChartDay; top: number; place: readonly [number, number] };

function Bar({ id, day, top, place: [index, count] }: BarProps) {
  const words = useBarWords(day);
  const width = (100 / count) * BAR_SHARE;
  const x = (100 / count) * index + (100 / count - width) / 2;
  const parts = [
    { name: "kept", microUsd: day.keptMicroUsd, look: { className: "fill-ink" } },
    { name: "explored", microUsd: day.exploredMicroUsd, look: { fill: `url(#${id}-hatch)` } },
    { name: "held", microUsd: day.heldMicroUsd, look: { fill: `url(#${id}-dots)` } },
    {
      name: "expected",
      microUsd: day.expectedMicroUsd,
      look: { className: "fill-none stroke-ink-3 [stroke-dasharray:2_2]" },
    },
  ];
  let below = 0;
  return (
    <g>
      <title>{words}</title>
      {parts.map(({ name, microUsd, look }) => {
        if (microUsd <= 0) return null;
        below += microUsd;
        const height = ((HEIGHT - HEADROOM) * microUsd) / top;
        return (
          <rect
            key={name}
            x={`${x}%`}
            y={yOf(below, top)}
            width={`${width}%`}
            height={Math.max(1, height)}
            {...look}
          />
        );
      })}
    </g>
  );
}

function useBarWords({ day, keptMicroUsd, exploredMicroUsd, expectedMicroUsd }: ChartDay) {
  const t = useTranslations("usage.chart");
  const locale = useLocale();
  const usd = useUsd();
  const name = formatDay(day, locale);
  const spent = keptMicroUsd + exploredMicroUsd;
  return spent === 0 && expectedMicroUsd > 0
    ? t("expected", { day: name, amount: usd(expectedMicroUsd) })
    : t("bar", { day: name, spent: usd(spent), kept: usd(keptMicroUsd) });
}

/** After the bar of today; nothing where the period has no such day. */
function Today({ index, count }: { index: number; count: number }) {
  const t = useTranslations("usage.chart");
  if (index === -1) return null;
  const x = (100 / count) * (index + 1);
  const isLate = x > 80;
  return (
    <g>
      <line
        x1={`${x}%`}
        x2={`${x}%`}
        y1="4"
        y2={HEIGHT}
        className="stroke-blue [stroke-dasharray:2_3]"
        strokeWidth="1.5"
      />
      <text
        x={`${x}%`}
        y="12"
        dx={isLate ? -6 : 6}
        textAnchor={isLate ? "end" : "start"}
        className="fill-blue text-label"
      >
        {t("today")}
      </text>
    </g>
  );
}

/** Days from one word to the next. */
function stepOf(count: number): number {
  if (count <= 7) return 1;
  return count <= 31 ? 7 : 14;
}

/** Words under the bars; where there are many days, those of each week. */
function Axis({ days }: { days: readonly ChartDay[] }) {
  const locale = useLocale();
  const shown = stepOf(days.length);
  return (
    <div aria-hidden="true" className="relative me-[60px] mt-1.5 h-4">
      {days.map(({ day }, index) =>
        index % shown === 0 ? (
          <span
            key={day}
            className="absolute whitespace-nowrap font-mono text-ink-2 text-slug"
            style={{ insetInlineStart: `${(100 / days.length) * index}%` }}
          >
            {days.length > 31 || days.length <= 7 ? formatDay(day, locale) : Number(day.slice(8))}
          </span>
        ) : null,
      )}
    </div>
  );
}

function Legend({ id, hasForecast }: { id: string; hasForecast: boolean }) {
  const t = useTranslations("usage.chart");
  const looks = [
    { name: "kept", look: { className: "fill-ink" } },
    { name: "explored", look: { fill: `url(#${id}-hatch)` } },
    { name: "held", look: { fill: `url(#${id}-dots)`, className: "stroke-hair-2" } },
    { name: "forecast", look: { className: "fill-none stroke-ink-3 [stroke-dasharray:2_2]" } },
  ] as const;
  return (
    <ul className="mb-2 flex flex-wrap justify-end gap-x-4 gap-y-1 text-ink-2 text-small">
      {looks
        .filter(({ name }) => hasForecast || name !== "forecast")
        .map(({ name, look }) => (
          <li key={name} className="flex items-center gap-1.5">
            <svg aria-hidden="true" width="11" height="11">
              <rect x="0.5" y="0.5" width="10" height="10" {...look} />
            </svg>
            {t(name)}
          </li>
        ))}
    </ul>
  );
}
