"use client";

import { type ReactNode, useState } from "react";
import type { OpenLayer } from "@/components/keyboard/layer";
import { onDemand } from "@/components/ui/on-demand";
import { type TriggerProps, useOpener } from "@/components/ui/use-opener";
import type { Theme, Viewer } from "@/lib/account/schema";

const AccountList = onDemand(async () => (await import("./account-list")).AccountList);
const PauseDialog = onDemand(
  async () => (await import("@/components/sending/pause-dialog")).PauseDialog,
);

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
  const [isStopAsked, setIsStopAsked] = useState(false);
  const { isOpen, anchor, triggerProps } = useOpener("menu");
  return (
    <>
      {children(triggerProps)}
      {isOpen ? (
        <AccountList
          {...{ anchor, viewer, theme, side, open }}
          stop={() => setIsStopAsked(true)}
          sideOffset={side === "right" ? 14 : 6}
        />
      ) : null}
      {isStopAsked ? (
        <PauseDialog
          close={() => setIsStopAsked(false)}
          onClosed={() => anchor.trigger.current?.focus()}
        />
      ) : null}
    </>
  );
}
