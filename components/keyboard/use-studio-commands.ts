import { useQuery } from "@tanstack/react-query";
import { usePathname, useRouter } from "next/navigation";
import { useLocale } from "next-intl";
import { LANGUAGE_NAMES } from "@/components/account/language-names";
import { useAttempt } from "@/components/account/use-attempt";
import { useSignOut } from "@/components/account/use-sign-out";
import type { Command } from "@/components/keyboard/commands";
import type { OpenLayer } from "@/components/keyboard/layer";
import { useSwitchProject } from "@/components/project/use-project";
import { toggleRail } from "@/components/shell/rail-look";
import { setPreferencesAction } from "@/lib/account/actions";
import { LOCALES, THEMES, type Theme, type Viewer } from "@/lib/account/schema";
import { BIN_PATH } from "@/lib/bin/schema/facts";
import { COLLECTIONS_PATH } from "@/lib/collection/schema/facts";
import { canRiskMoney } from "@/lib/generation/policy";
import { canBin } from "@/lib/library/policy/roles";
import { LIBRARY_PATH } from "@/lib/library/schema/paths";
import { USAGE_PATH } from "@/lib/money/schema/facts";
import { canMakeProjects } from "@/lib/project/policy";
import { projectPath } from "@/lib/project/schema/facts";
import { canPauseSending } from "@/lib/sending/policy";
import { sendingQuery } from "@/lib/sending/queries";
import { canManagePeople } from "@/lib/team/policy";
import { PEOPLE_PATH, PROFILE_PATH } from "@/lib/team/schema/facts";
import { reachOf } from "@/lib/usage/policy";

type StudioProps = { viewer: Viewer; theme: Theme; open: OpenLayer };

/** What can be done on every screen, by whoever may. */
export function useStudioCommands({ viewer, theme, open }: StudioProps): Command[] {
  return [
    ...usePlaces(viewer),
    ...useProjects(viewer, open),
    ...usePreferences(theme),
    { name: "rail", shortcut: "rail", run: toggleRail },
    { name: "sheet", shortcut: "sheet", run: () => open("sheet") },
    ...usePause(viewer, open),
    { name: "signOut", run: useSignOut(viewer) },
  ];
}

function usePlaces({ project, role }: Viewer): Command[] {
  const router = useRouter();
  const path = usePathname();
  const studio = projectPath(project.code);
  return [
    ...(path === "/"
      ? []
      : [{ name: "goStudio", shortcut: "goStudio", run: () => router.push(studio) } as const]),
    ...(path === LIBRARY_PATH
      ? []
      : [
          {
            name: "goLibrary",
            shortcut: "goLibrary",
            run: () => router.push(LIBRARY_PATH),
          } as const,
        ]),
    ...(canBin(role) && path !== BIN_PATH
      ? [{ name: "goBin", run: () => router.push(BIN_PATH) } as const]
      : []),
    ...(path === COLLECTIONS_PATH
      ? []
      : [{ name: "goCollections", run: () => router.push(COLLECTIONS_PATH) } as const]),
    ...(canRiskMoney(role) && path !== "/attention"
      ? [
          {
            name: "goAttention",
            shortcut: "goAttention",
            run: () => router.push("/attention"),
          } as const,
        ]
      : []),
    ...(path === PROFILE_PATH
      ? []
      : [{ name: "goProfile", run: () => router.push(PROFILE_PATH) } as const]),
    ...(canManagePeople(role) && path !== PEOPLE_PATH
      ? [{ name: "goPeople", run: () => router.push(PEOPLE_PATH) } as const]
      : []),
    ...(reachOf(role) && path !== USAGE_PATH
      ? [{ name: "goUsage", run: () => router.push(USAGE_PATH) } as const]
      : []),
  ];
}

function useProjects({ projects, project: current, role }: Viewer, open: OpenLayer): Command[] {
  const switchTo = useSwitchProject();
  const others = projects
    .filter(({ id }) => id !== current.id)
    .map((project): Command => {
      const { name: which, code: detail } = project;
      return { name: "project", which, detail, run: () => switchTo(project) };
    });
  return canMakeProjects(role)
    ? [...others, { name: "newProject", run: () => open("newProject") }]
    : others;
}

function usePreferences(theme: Theme): Command[] {
  const locale = useLocale();
  const { attempt } = useAttempt();
  const themes = THEMES.filter((each) => each !== theme).map(
    (name): Command => ({ name, run: () => attempt(() => setPreferencesAction({ theme: name })) }),
  );
  const languages = LOCALES.filter((each) => each !== locale).map(
    (each): Command => ({
      name: "language",
      which: LANGUAGE_NAMES[each],
      run: () => attempt(() => setPreferencesAction({ locale: each })),
    }),
  );
  return [...themes, ...languages];
}

function usePause({ role }: Viewer, open: OpenLayer): Command[] {
  const { data } = useQuery(sendingQuery());
  const canPause = canPauseSending(role) && data && !data.pause;
  return canPause ? [{ name: "pause", run: () => open("pause") }] : [];
}
