"use client";

import { useQuery } from "@tanstack/react-query";
import { CirclePause, Keyboard, LogOut, Search } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { type ReactNode, useRef, useState } from "react";
import { LANGUAGE_NAMES } from "@/components/account/language-names";
import { useAttempt } from "@/components/account/use-attempt";
import { useSignOut } from "@/components/account/use-sign-out";
import type { OpenLayer } from "@/components/keyboard/layer";
import { useKeys } from "@/components/keyboard/use-shortcut";
import { PauseDialog } from "@/components/sending/pause-dialog";
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
import { setPreferencesAction } from "@/lib/account/actions";
import {
  LOCALES,
  localeSchema,
  THEMES,
  type Theme,
  themeSchema,
  type Viewer,
} from "@/lib/account/schema";
import { canPauseSending } from "@/lib/sending/policy";
import { sendingQuery } from "@/lib/sending/queries";

/** Null for who may not, and while it is paused already: then the banner has the button. */
function useStop({ role }: Viewer) {
  const [isAsked, setIsAsked] = useState(false);
  const isPaused = useQuery(sendingQuery()).data?.pause != null;
  const ask = canPauseSending(role) && !isPaused ? () => setIsAsked(true) : null;
  return { ask, isAsked, close: () => setIsAsked(false) };
}

type AccountMenuProps = {
  viewer: Viewer;
  theme: Theme;
  side: "top" | "right";
  /** Only where there is a keyboard. */
  open?: OpenLayer;
  /** The button that opens it. */
  children: ReactNode;
};

export function AccountMenu({ viewer, theme, side, open, children }: AccountMenuProps) {
  const t = useTranslations("common.me");
  const signOut = useSignOut(viewer);
  const stop = useStop(viewer);
  const trigger = useRef<HTMLButtonElement>(null);

  return (
    <>
      <Menu>
        <MenuTrigger ref={trigger} asChild>
          {children}
        </MenuTrigger>
        <MenuContent
          side={side}
          sideOffset={side === "right" ? 14 : 6}
          align="end"
          className="w-56"
        >
          <p className="px-2 pt-1 font-strong">{viewer.user.name}</p>
          <p className="px-2 pb-1 text-ink-2 text-small">{viewer.team.name}</p>
          <MenuSeparator />
          <Preferences theme={theme} />
          <MenuSeparator />
          {open ? <KeyboardRows open={(kind) => open(kind, trigger.current)} /> : null}
          {stop.ask ? (
            <MenuItem icon={CirclePause} onSelect={stop.ask}>
              {t("stopSending")}
            </MenuItem>
          ) : null}
          <MenuItem icon={LogOut} onSelect={signOut}>
            {t("signOut")}
          </MenuItem>
        </MenuContent>
      </Menu>
      {stop.isAsked ? (
        <PauseDialog close={stop.close} onClosed={() => trigger.current?.focus()} />
      ) : null}
    </>
  );
}

function Preferences({ theme }: { theme: Theme }) {
  const t = useTranslations("common.me");
  const { attempt } = useAttempt();
  return (
    <>
      <MenuLabel>{t("language")}</MenuLabel>
      <MenuRadioGroup
        value={useLocale()}
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
    </>
  );
}

function KeyboardRows({ open }: { open: OpenLayer }) {
  const t = useTranslations("keys.names");
  return (
    <>
      <MenuItem icon={Search} keys={useKeys("palette")} onSelect={() => open("palette")}>
        {t("palette")}
      </MenuItem>
      <MenuItem icon={Keyboard} keys={useKeys("sheet")} onSelect={() => open("sheet")}>
        {t("sheet")}
      </MenuItem>
      <MenuSeparator />
    </>
  );
}
