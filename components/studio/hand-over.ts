import { useEffect, useEffectEvent } from "react";
import type { FeedVerbs } from "@/components/generation/verbs";

/** What was asked for on a screen without a composer. */
type Errand = (studio: StudioVerbs) => void;
/** What the studio does with a picture, whatever screen it was chosen on. */
export type StudioVerbs = Omit<
  FeedVerbs,
  "open" | "compare" | "comparedId" | "compareAll" | "compareVersions"
>;

// From one screen to the next of the same page; a reload in between forgets it.
let waiting: Errand | null = null;

export function handOver(errand: Errand): void {
  waiting = errand;
}

/** The studio does what was asked for on the way to it. */
export function useHandOver(verbs: StudioVerbs): void {
  const onArrival = useEffectEvent((errand: Errand) => errand(verbs));
  useEffect(() => {
    const errand = waiting;
    waiting = null;
    if (errand) onArrival(errand);
  }, []);
}
