import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Shell } from "@/components/shell/shell";
import { cn } from "@/components/ui/cn";
import { PageLink } from "@/components/ui/page-link";
import type { Theme, Viewer } from "@/lib/account/schema";
import { API_PATH } from "@/lib/api-token/schema/facts";
import { LOG_PATH } from "@/lib/audit/schema/facts";
import { KEYS_PATH } from "@/lib/gateway-key/schema/facts";
import { canManagePeople } from "@/lib/team/policy";
import { PEOPLE_PATH, PROFILE_PATH } from "@/lib/team/schema/facts";

type Tab = "profile" | "people" | "keys" | "api" | "log";

const PATHS: Record<Tab, string> = {
  profile: PROFILE_PATH,
  people: PEOPLE_PATH,
  keys: KEYS_PATH,
  api: API_PATH,
  log: LOG_PATH,
};

type SettingsPageProps = {
  viewer: Viewer;
  theme: Theme;
  here: Tab;
  /** Of a page below the tab. */
  title?: string;
  lead: string;
  children: ReactNode;
};

/** One column; whoever looks after a team has more of them. */
export function SettingsPage(props: SettingsPageProps) {
  const { viewer, theme, here, title, lead, children } = props;
  const t = useTranslations("team");
  const tabs: readonly Tab[] = canManagePeople(viewer.role)
    ? ["profile", "people", "keys", "api", "log"]
    : ["profile", "api"];
  return (
    <Shell viewer={viewer} theme={theme}>
      <div className="min-h-0 flex-1 overflow-y-auto px-6 pb-10 max-tablet:px-4">
        <div className="mx-auto max-w-[720px]">
          <nav
            aria-label={t("settings")}
            className="flex gap-5 border-hair border-b pt-3 max-tablet:pt-0"
          >
            {tabs.map((tab) => (
              <PageLink
                key={tab}
                href={PATHS[tab]}
                aria-current={tab === here ? "page" : undefined}
                className={cn(
                  "-mb-px inline-flex h-9 items-center border-b-2 max-tablet:h-11",
                  tab === here
                    ? "border-ink font-medium text-ink"
                    : "border-transparent text-ink-2 hover:text-ink",
                )}
              >
                {t(tab)}
              </PageLink>
            ))}
          </nav>
          <h1 className="pt-6 font-medium text-[22px]/[28px] tracking-[-.02em]">
            {title ?? t(here)}
          </h1>
          <p className="mt-1.5 mb-6 max-w-[60ch] text-ink-2">{lead}</p>
          {children}
        </div>
      </div>
    </Shell>
  );
}
