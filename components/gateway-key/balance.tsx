import { useLocale, useTranslations } from "next-intl";
import { formatMoment } from "@/components/generation/formats";
import { usePlace } from "@/components/generation/use-place";
import { cn } from "@/components/ui/cn";
import type { KeyView } from "@/lib/gateway-key/schema";
import { MICRO_USD_PER_CREDIT } from "@/lib/money/policy";
import { formatMicroUsd } from "@/lib/shared/money";

type Readings = KeyView["balances"];

/** Below this somebody should think of a top-up: some eighty pictures of 4K. */
const LOW_MICRO_USD = 5_000_000;

const amountOf = (credits: number) => Math.round(credits * MICRO_USD_PER_CREDIT);

/** To whole cents: what is left of a cent is no news. */
function useUsd() {
  const locale = useLocale();
  return (credits: number) =>
    formatMicroUsd(Math.round(amountOf(credits) / 10_000) * 10_000, locale);
}

/** What it has left, and how that went; nothing while nobody has asked. */
export function Balance({ readings }: { readings: Readings }) {
  const t = useTranslations("gateway");
  const usd = useUsd();
  const last = readings.at(-1);
  if (!last) return null;
  const isLow = amountOf(last.credits) < LOW_MICRO_USD;
  return (
    <div className="flex items-center gap-3">
      <Curve readings={readings} />
      <p className={cn("font-mono tabular-nums", isLow ? "text-amber" : "text-ink")}>
        {t("balance", { usd: usd(last.credits) })}
      </p>
    </div>
  );
}

const WIDTH = 96;
const HEIGHT = 24;

/** Time runs evenly, from the oldest reading to the newest; the lowest end is an empty account. */
function Curve({ readings }: { readings: Readings }) {
  const t = useTranslations("gateway");
  const usd = useUsd();
  const place = usePlace();
  const [first, last] = [readings[0], readings.at(-1)];
  if (!first || !last || readings.length < 2) return null;
  const from = Date.parse(first.at);
  const span = Math.max(1, Date.parse(last.at) - from);
  const top = Math.max(1, ...readings.map(({ credits }) => credits));
  const points = readings.map(({ at, credits }) => {
    const x = ((Date.parse(at) - from) / span) * WIDTH;
    const y = HEIGHT - 1 - (Math.max(0, credits) / top) * (HEIGHT - 2);
    return `${x.toFixed(1)},${y.toFixed(1)}`;
  });
  const list = [first, ...readings.slice(1, -1).slice(-3), last]
    .map(({ at, credits }) => `${usd(credits)}, ${formatMoment(at, place)}`)
    .join("; ");
  return (
    <svg
      role="img"
      aria-label={t("balanceHistory", { list })}
      width={WIDTH}
      height={HEIGHT}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      className="max-tablet:hidden"
    >
      <polyline
        points={points.join(" ")}
        fill="none"
        className="stroke-ink-3"
        strokeWidth="1.5"
        strokeLinejoin="round"
      />
    </svg>
  );
}
