"use client";

import { LogOut } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { LANGUAGE_NAMES } from "@/components/account/language-names";
import { useAttempt } from "@/components/account/use-attempt";
import { flushDraft, forgetLocalDraft } from "@/components/composer/draft-storage";
import {
  Menu,
  MenuContent,
  MenuItem,
  MenuLabel,
  MenuRadioGroup,
  MenuRadioItem,
  MenuSeparator,
  MenuTrigger,
} from "@/components/ui/menu";
import { setPreferencesAction, signOutAction } from "@/lib/account/actions";
import {
  LOCALES,
  localeSchema,
  THEMES,
  type Theme,
  themeSchema,
  type Viewer,
} from "@/lib/account/schema";

type AccountMenuProps = {
  viewer: Viewer;
  theme: Theme;
  side: "top" | "right";
  /** The button that opens it. */
  children: ReactNode;
};

export function AccountMenu({ viewer, theme, side, children }: AccountMenuProps) {
  const t = useTranslations("common.me");
  const locale = useLocale();
  const { attempt } = useAttempt();

  async function signOut() {
    const isKept = await flushDraft();
    await signOutAction(undefined);
    if (isKept) forgetLocalDraft(viewer);
    // A full load: nothing of the page behind the door is kept.
    window.location.assign("/sign-in");
  }

  return (
    <Menu>
      <MenuTrigger asChild>{children}</MenuTrigger>
      <MenuContent side={side} sideOffset={side === "right" ? 14 : 6} align="end" className="w-56">
        <p className="px-2 pt-1 font-strong">{viewer.user.name}</p>
        <p className="px-2 pb-1 text-ink-2 text-small">{viewer.team.name}</p>
        <MenuSeparator />
        <MenuLabel>{t("language")}</MenuLabel>
        <MenuRadioGroup
          value={locale}
          onValueChange={(value) =>
            attempt(() => setPreferencesAction({ locale: localeSchema.parse(value) }))
          }
        >
          {LOCALES.map((value) => (
            <MenuRadioItem key={value} value={value} lang={value}>
              {LANGUAGE_NAMES[value]}
            </MenuRadioItem>
          ))}
        </MenuRadioGroup>
        <MenuLabel>{t("theme")}</MenuLabel>
        <MenuRadioGroup
          value={theme}
          onValueChange={(value) =>
            attempt(() => setPreferencesAction({ theme: themeSchema.parse(value) }))
          }
        >
          {THEMES.map((value) => (
            <MenuRadioItem key={value} value={value}>
              {t(value)}
            </MenuRadioItem>
          ))}
        </MenuRadioGroup>
        <MenuSeparator />
        <MenuItem icon={LogOut} onSelect={() => attempt(signOut)}>
          {t("signOut")}
        </MenuItem>
      </MenuContent>
    </Menu>
  );
}
