"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Shell } from "@/components/shell/shell";
import { SettingsTabs } from "@/components/team/settings-tabs";
import { Button } from "@/components/ui/button";
import { Balances } from "@/components/usage/balances";
import { Budgets } from "@/components/usage/budgets";
import { DayFigures } from "@/components/usage/day-figures";
import { Figures } from "@/components/usage/figures";
import { Groups } from "@/components/usage/groups";
import { PeriodBar } from "@/components/usage/period-bar";
import { useUsageAddress } from "@/components/usage/use-usage-address";
import { Waiting } from "@/components/usage/waiting";
import type { Theme, Viewer } from "@/lib/account/schema";
import { canSeeBalances, reachOf } from "@/lib/usage/policy";
import { usageQuery } from "@/lib/usage/queries";
import type { UsageQuery } from "@/lib/usage/schema";

type UsageProps = {
  viewer: Viewer;
  theme: Theme;
  /** `YYYY-MM-DD` in UTC. */
  today: string;
};

/** What was made, what it cost and what may still be spent: of the team, or of the person alone. */
export function Usage({ viewer, theme, today }: UsageProps) {
  const t = useTranslations("usage");
  const money = viewer.gateway.isSandbox ? "sandbox" : "real";
  const { asked, ask } = useUsageAddress({ day: today, money });
  const { by, ...query } = asked;
  const reach = reachOf(viewer.role) ?? "own";
  return (
    <Shell viewer={viewer} theme={theme}>
      <div className="min-h-0 flex-1 overflow-y-auto">
        <div className="px-6 max-tablet:px-4">
          <SettingsTabs role={viewer.role} here="usage" />
          <h1 className="pt-6 font-medium text-[22px]/[28px] tracking-[-.02em]">{t("title")}</h1>
          <p className="mt-1.5 mb-4 max-w-[60ch] text-ink-2">
            {t(`lead.${reach}`, { team: viewer.team.name })}
          </p>
          <PeriodBar {...{ asked, ask, today }} />
        </div>
        <div className="mt-4 grid grid-cols-[minmax(0,1fr)_320px] border-hair border-t max-laptop:grid-cols-[minmax(0,1fr)]">
          <div className="min-w-0 pb-10 max-laptop:pb-0">
            <Told query={query} today={today} />
            <Groups {...{ query, by, reach }} onChoose={(next) => ask({ by: next })} />
          </div>
          <div className="border-hair border-s pb-10 max-laptop:border-s-0 max-laptop:border-t">
            {canSeeBalances(viewer.role) ? <Balances query={query} /> : null}
            <Budgets money={query.money} />
            <Waiting query={query} />
          </div>
        </div>
      </div>
    </Shell>
  );
}

/** The figures of the time, and its days. */
function Told({ query, today }: { query: UsageQuery; today: string }) {
  const t = useTranslations("usage");
  const { data, isError, refetch } = useQuery(usageQuery(query));
  if (data)
    return (
      <>
        <Figures view={data} />
        <DayFigures view={data} today={today} />
      </>
    );
  if (!isError) return <Line>{t("loading")}</Line>;
  return (
    <Line>
      {t("loadFailed")}
      <Button size={26} onClick={() => void refetch()}>
        {t("tryAgain")}
      </Button>
    </Line>
  );
}

const Line = ({ children }: { children: ReactNode }) => (
  <p role="status" className="flex items-center gap-3 px-6 py-4 text-ink-2 max-tablet:px-4">
    {children}
  </p>
);
