"use client";

import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import type { OpenLayer } from "@/components/keyboard/layer";
import { onDemand } from "@/components/ui/on-demand";
import { type TriggerProps, useOpener } from "@/components/ui/use-opener";
import type { Theme, Viewer } from "@/lib/account/schema";
import { canPauseSending } from "@/lib/sending/policy";
import { sendingQuery } from "@/lib/sending/queries";

const AccountList = onDemand(async () => (await import("./account-list")).AccountList);
const PauseDialog = onDemand(
  async () => (await import("@/components/sending/pause-dialog")).PauseDialog,
);

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
  children: (trigger: TriggerProps) => ReactNode;
};

export function AccountMenu({ viewer, theme, side, open, children }: AccountMenuProps) {
  const stop = useStop(viewer);
  const { isOpen, anchor, triggerProps } = useOpener("menu");
  return (
    <>
      {children(triggerProps)}
      {isOpen ? (
        <AccountList
          {...{ anchor, viewer, theme, side, open }}
          stop={stop.ask}
          sideOffset={side === "right" ? 14 : 6}
        />
      ) : null}
      {stop.isAsked ? (
        <PauseDialog close={stop.close} onClosed={() => anchor.trigger.current?.focus()} />
      ) : null}
    </>
  );
}
