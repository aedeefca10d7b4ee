import { ChevronLeft, ChevronRight, Download } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { Segments } from "@/components/takeout/segments";
import { buttonClass } from "@/components/ui/button-class";
import { IconButton } from "@/components/ui/icon-button";
import { usePeriodName } from "@/components/usage/formats";
import type { UsageAsked } from "@/components/usage/usage-address";
import { neighbourOf, spanOf } from "@/lib/usage/policy";
import { paramsOf } from "@/lib/usage/queries";
import { PERIODS } from "@/lib/usage/schema/facts";

type PeriodBarProps = {
  asked: UsageAsked;
  ask: (change: Partial<UsageAsked>) => void;
  today: string;
};

/** Which time, whose money, and all of it as a file. */
export function PeriodBar({ asked, ask, today }: PeriodBarProps) {
  const t = useTranslations("usage");
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <Segments
        legend={t("period.legend")}
        isLegendHidden
        value={asked.period}
        choices={PERIODS.map((value) => ({ value, text: t(`period.${value}`) }))}
        onChange={(period) => ask({ period })}
      />
      <Steps {...{ asked, ask, today }} />
      <Segments
        legend={t("money.legend")}
        isLegendHidden
        value={asked.money}
        choices={(["real", "sandbox"] as const).map((value) => ({
          value,
          text: t(`money.${value}`),
        }))}
        onChange={(money) => ask({ money })}
      />
      <ExportLink asked={asked} />
    </div>
  );
}

function Steps({ asked, ask, today }: PeriodBarProps) {
  const t = useTranslations("usage.period");
  const nameOf = usePeriodName();
  const hasToday = spanOf(asked).to > new Date(`${today}T00:00:00Z`);
  const step = (by: -1 | 1) => ask({ day: neighbourOf(asked, by) });
  return (
    <div className="flex items-center gap-1">
      <IconButton icon={ChevronLeft} label={t("earlier")} onClick={() => step(-1)} />
      <p role="status" className="min-w-36 text-center font-medium">
        {nameOf(asked)}
      </p>
      <IconButton
        icon={ChevronRight}
        label={t("later")}
        disabled={hasToday}
        onClick={() => step(1)}
      />
    </div>
  );
}

function ExportLink({ asked: { by: _, ...query } }: Pick<PeriodBarProps, "asked">) {
  const t = useTranslations("usage");
  const params = paramsOf(query);
  params.set("language", useLocale());
  return (
    <a
      href={`/api/usage/export?${params}`}
      download
      className={`${buttonClass({ kind: "quiet" })} ms-auto max-tablet:ms-0`}
    >
      <Download />
      {t("export")}
    </a>
  );
}
