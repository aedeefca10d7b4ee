"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { LogFilter } from "@/components/log/log-filter";
import { LogList } from "@/components/log/log-list";
import { searchOf } from "@/components/log/log-search";
import { useLogAddress } from "@/components/log/use-log-address";
import { SettingsPage } from "@/components/team/settings-page";
import { useSettled } from "@/components/ui/use-settled";
import type { Theme, Viewer } from "@/lib/account/schema";
import { logQuery } from "@/lib/audit/queries";

/** In the typing, ms. */
const PAUSE_MS = 250;

/** For owners and admins: what was done, by whom and from where. */
export function Log({ viewer, theme }: { viewer: Viewer; theme: Theme }) {
  const t = useTranslations("log");
  const { asked, ask } = useLogAddress();
  const q = useSettled(asked.q, PAUSE_MS);
  const search = searchOf({ ...asked, q });
  const query = useInfiniteQuery(logQuery(search));
  const clear = () => ask({ who: "", action: "", q: "", from: "", until: "" });
  return (
    <SettingsPage {...{ viewer, theme }} here="log" lead={t("lead", { team: viewer.team.name })}>
      <LogFilter {...{ asked, ask, search }} hasRows={Boolean(query.data?.pages[0]?.rows.length)} />
      <LogList {...{ query, clear }} isSearch={Object.keys(search).length > 0} />
    </SettingsPage>
  );
}
