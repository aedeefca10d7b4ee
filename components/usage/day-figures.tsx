import { useTranslations } from "next-intl";
import { useState } from "react";
import { Segments } from "@/components/takeout/segments";
import { DayChart } from "@/components/usage/day-chart";
import { DayTable } from "@/components/usage/day-table";
import type { UsageView } from "@/lib/usage/schema";

/** Spend by day, as bars or as a table that says the same. */
export function DayFigures({ view, today }: { view: UsageView; today: string }) {
  const t = useTranslations("usage.chart");
  const [look, setLook] = useState<"chart" | "table">("chart");
  return (
    <section aria-label={t("title")} className="border-hair border-b px-6 py-4 max-tablet:px-4">
      <div className="mb-3 flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <h2 className="font-strong">{t("title")}</h2>
        <Segments
          legend={t("as")}
          isLegendHidden
          value={look}
          choices={(["chart", "table"] as const).map((value) => ({ value, text: t(value) }))}
          onChange={setLook}
        />
      </div>
      {look === "chart" ? <DayChart {...{ view, today }} /> : <DayTable view={view} />}
    </section>
  );
}
