"use client";

import { useEffect, useEffectEvent } from "react";
import type { FactorWays } from "@/lib/account/schema/second-factor";

export type ServiceStep = { ticket: string; ways: FactorWays };

/** Somebody comes back from a sign-in service and has a second factor: the ticket leaves the address at once. */
export function useServiceStep(goOn: (step: ServiceStep) => void): void {
  const take = useEffectEvent(() => {
    const { hash, pathname, search } = window.location;
    const given = new URLSearchParams(hash.slice(1));
    const ticket = given.get("ticket");
    if (!ticket) return;
    window.history.replaceState(null, "", pathname + search);
    const ways = given.get("ways")?.split(" ") ?? [];
    goOn({ ticket, ways: { app: ways.includes("app"), passkey: ways.includes("passkey") } });
  });
  useEffect(() => take(), []);
}
