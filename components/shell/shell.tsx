import type { ReactNode } from "react";
import { useLayers } from "@/components/keyboard/use-layers";
import { SendingBanner } from "@/components/sending/sending-banner";
import type { Theme, Viewer } from "@/lib/account/schema";
import { PhoneBar } from "./phone-bar";
import { Rail } from "./rail";
import { TopBar } from "./top-bar";

type ShellProps = {
  viewer: Viewer;
  theme: Theme;
  /** Past what stands before the work. */
  skipLinks?: ReactNode;
  /** Lies at the right end of the top bar. */
  aside?: ReactNode;
  /** Takes the place of the team and its project in the top bar. */
  top?: ReactNode;
  /** Stands right of it. */
  side?: ReactNode;
  /** Fills what is left: as high as the window, scrolls inside itself. */
  children: ReactNode;
};

/** The work comes first in the order of focus; the rail and the bar come last, wherever they are drawn. */
export function Shell(props: ShellProps) {
  const { viewer, theme, skipLinks, aside, top, side, children } = props;
  const { open, layers } = useLayers(viewer, theme);
  return (
    <div className="grid h-dvh grid-cols-[auto_minmax(0,1fr)_auto] grid-rows-[auto_minmax(0,1fr)] [grid-template-areas:'rail_top_top''rail_main_side'] max-tablet:grid-cols-[minmax(0,1fr)] max-tablet:grid-rows-[auto_minmax(0,1fr)_auto] max-tablet:[grid-template-areas:'top''main''bar']">
      {skipLinks}
      <TopBar viewer={viewer} instead={top}>
        {aside}
      </TopBar>
      <main className="flex min-h-0 min-w-0 flex-col [grid-area:main]">
        <SendingBanner viewer={viewer} />
        {children}
      </main>
      {side}
      <Rail viewer={viewer} theme={theme} open={open} />
      <PhoneBar viewer={viewer} theme={theme} />
      {layers}
    </div>
  );
}
