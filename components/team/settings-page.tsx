import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Shell } from "@/components/shell/shell";
import { type SettingsTab, SettingsTabs } from "@/components/team/settings-tabs";
import type { Theme, Viewer } from "@/lib/account/schema";

type SettingsPageProps = {
  viewer: Viewer;
  theme: Theme;
  here: SettingsTab;
  /** Of a page below the tab. */
  title?: string;
  lead: string;
  children: ReactNode;
};

/** One column; whoever looks after a team has more of them. */
export function SettingsPage(props: SettingsPageProps) {
  const { viewer, theme, here, title, lead, children } = props;
  const t = useTranslations("team");
  return (
    <Shell viewer={viewer} theme={theme}>
      <div className="min-h-0 flex-1 overflow-y-auto px-6 pb-10 max-tablet:px-4">
        <div className="mx-auto max-w-[720px]">
          <SettingsTabs role={viewer.role} here={here} />
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
