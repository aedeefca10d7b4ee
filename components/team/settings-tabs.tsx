import { useTranslations } from "next-intl";
import { cn } from "@/components/ui/cn";
import { PageLink } from "@/components/ui/page-link";
import { API_PATH } from "@/lib/api-token/schema/facts";
import { LOG_PATH } from "@/lib/audit/schema/facts";
import { KEYS_PATH } from "@/lib/gateway-key/schema/facts";
import { USAGE_PATH } from "@/lib/money/schema/facts";
import type { Role } from "@/lib/shared/actor";
import { canManagePeople } from "@/lib/team/policy";
import { PEOPLE_PATH, PROFILE_PATH } from "@/lib/team/schema/facts";
import { reachOf } from "@/lib/usage/policy";

export type SettingsTab = "profile" | "people" | "keys" | "usage" | "api" | "log";

const PATHS: Record<SettingsTab, string> = {
  profile: PROFILE_PATH,
  people: PEOPLE_PATH,
  keys: KEYS_PATH,
  usage: USAGE_PATH,
  api: API_PATH,
  log: LOG_PATH,
};

function tabsOf(role: Role): readonly SettingsTab[] {
  if (canManagePeople(role)) return ["profile", "people", "keys", "usage", "api", "log"];
  return reachOf(role) ? ["profile", "usage", "api"] : ["profile", "api"];
}

/** The pages of the settings that a role may see. */
export function SettingsTabs({ role, here }: { role: Role; here: SettingsTab }) {
  const t = useTranslations("team");
  return (
    <nav
      aria-label={t("settings")}
      className="flex flex-wrap gap-x-5 border-hair border-b pt-3 max-tablet:gap-x-4 max-tablet:pt-0"
    >
      {tabsOf(role).map((tab) => (
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
  );
}
