import { useQuery } from "@tanstack/react-query";
import { CirclePause, Keyboard, ListChecks, LogOut, Search, Settings } from "lucide-react";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import type { ComponentProps } from "react";
import { LANGUAGE_NAMES } from "@/components/account/language-names";
import { useAttempt } from "@/components/account/use-attempt";
import { useSignOut } from "@/components/account/use-sign-out";
import type { OpenLayer } from "@/components/keyboard/layer";
import { useKeys } from "@/components/keyboard/use-shortcut";
import {
  Menu,
  MenuItem,
  MenuLabel,
  MenuRadioGroup,
  MenuRadioItem,
  MenuSeparator,
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
import { canSeeFirstSteps } from "@/lib/first-steps/policy";
import { FIRST_STEPS_PATH } from "@/lib/first-steps/schema/facts";
import { canPauseSending } from "@/lib/sending/policy";
import { sendingQuery } from "@/lib/sending/queries";
import { PROFILE_PATH } from "@/lib/team/schema/facts";

type AccountListProps = Pick<ComponentProps<typeof Menu>, "anchor" | "side" | "sideOffset"> & {
  viewer: Viewer;
  theme: Theme;
  stop: () => void;
  /** Only where there is a keyboard. */
  open: OpenLayer | undefined;
};

export function AccountList({ viewer, theme, stop, open, ...menu }: AccountListProps) {
  const t = useTranslations("common.me");
  const signOut = useSignOut(viewer);
  const { push } = useRouter();
  // While it is paused the banner has the button.
  const isPaused = useQuery(sendingQuery()).data?.pause != null;
  const canStop = canPauseSending(viewer.role) && !isPaused;
  const { trigger } = menu.anchor;
  return (
    <Menu {...menu} align="end" className="w-56">
      <p className="px-2 pt-1 font-strong">{viewer.user.name}</p>
      <p className="px-2 pb-1 text-ink-2 text-small">{viewer.team.name}</p>
      <MenuSeparator />
      <Preferences theme={theme} />
      <MenuSeparator />
      {open ? <KeyboardRows open={(kind) => open(kind, trigger.current)} /> : null}
      {canStop ? (
        <MenuItem icon={CirclePause} onSelect={stop}>
          {t("stopSending")}
        </MenuItem>
      ) : null}
      {canSeeFirstSteps(viewer.role) ? (
        <MenuItem icon={ListChecks} onSelect={() => push(FIRST_STEPS_PATH)}>
          {t("firstSteps")}
        </MenuItem>
      ) : null}
      <MenuItem icon={Settings} onSelect={() => push(PROFILE_PATH)}>
        {t("settings")}
      </MenuItem>
      <MenuItem icon={LogOut} onSelect={signOut}>
        {t("signOut")}
      </MenuItem>
    </Menu>
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
