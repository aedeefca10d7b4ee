import { ArrowDown, ArrowUp } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useCount, useUsd } from "@/components/usage/formats";
import { costPerKept } from "@/lib/usage/policy";
import type { UsageCounts, UsageView } from "@/lib/usage/schema";

const percentOf = (part: number, whole: number) =>
  whole === 0 ? 0 : Math.round((part / whole) * 100);

/** What a time came to, in four figures. */
export function Figures({ view }: { view: UsageView }) {
  const t = useTranslations("usage.figures");
  const usd = useUsd();
  const count = useCount();
  const { total, before } = view;
  const each = costPerKept(total);
  return (
    <section aria-label={t("label")}>
      <dl className="grid grid-cols-4 border-hair border-b max-tablet:grid-cols-2">
        <Figure name={t("spent")} figure={usd(total.spentMicroUsd)}>
          <Spending view={view} />
        </Figure>
        <Figure name={t("pictures")} figure={count(total.pictureCount)}>
          <Note>{t("asked", { count: total.variantCount })}</Note>
          <Note>{t("failed", { count: total.failedCount })}</Note>
        </Figure>
        <Figure name={t("kept")} figure={count(total.keptCount)}>
          <Note>{t("keptShare", { percent: percentOf(total.keptCount, total.pictureCount) })}</Note>
        </Figure>
        <Figure name={t("perKept")} figure={each === null ? "–" : usd(each)}>
          <Change {...{ each, before }} />
        </Figure>
      </dl>
    </section>
  );
}

function Spending({ view: { total, forecast, now, from, until } }: { view: UsageView }) {
  const t = useTranslations("usage.figures");
  const usd = useUsd();
  const today = now.slice(0, 10);
  const hasToday = from <= today && today <= until;
  const measured = percentOf(total.measuredMicroUsd, total.spentMicroUsd);
  return (
    <>
      {forecast ? (
        <Note>
          {t("forecast", { low: usd(forecast.lowMicroUsd), high: usd(forecast.highMicroUsd) })}
        </Note>
      ) : null}
      {hasToday && !forecast ? <Note>{t("noForecast")}</Note> : null}
      {total.reservedMicroUsd > 0 ? (
        <Note>{t("held", { amount: usd(total.reservedMicroUsd) })}</Note>
      ) : null}
      {total.spentMicroUsd > 0 ? (
        <Note>{measured > 0 ? t("measured", { percent: measured }) : t("estimated")}</Note>
      ) : null}
    </>
  );
}

/** Against the time before; cheaper is better, and says so with an arrow and in words. */
function Change({ each, before }: { each: number | null; before: UsageCounts }) {
  const t = useTranslations("usage.figures");
  const usd = useUsd();
  const earlier = costPerKept(before);
  if (each === null) return <Note>{t("perKeptNone")}</Note>;
  if (earlier === null || earlier === 0) return <Note>{t("first")}</Note>;
  const percent = Math.round((Math.abs(each - earlier) / earlier) * 100);
  const amount = usd(earlier);
  if (percent === 0) return <Note>{t("same", { amount })}</Note>;
  const [key, Arrow, tone] =
    each < earlier
      ? (["less", ArrowDown, "text-green"] as const)
      : (["more", ArrowUp, "text-amber"] as const);
  return (
    <Note>
      <Arrow className={`me-1 inline size-3.5 ${tone}`} />
      {t(key, { percent, amount })}
    </Note>
  );
}

type FigureProps = { name: string; figure: string; children: ReactNode };

const Figure = ({ name, figure, children }: FigureProps) => (
  <div className="border-hair px-6 py-4 not-first:border-s max-tablet:px-4 max-tablet:odd:border-s-0 max-tablet:[&:nth-child(n+3)]:border-t">
    <dt className="text-ink-2">{name}</dt>
    <dd className="mt-1">
      <span className="block font-[480] text-figure">{figure}</span>
      {children}
    </dd>
  </div>
);

const Note = ({ children }: { children: ReactNode }) => (
  <span className="block text-ink-2 text-small">{children}</span>
);
