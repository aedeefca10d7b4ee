"use client";

import { useSyncExternalStore } from "react";

type Politeness = "polite" | "assertive";
type Spoken = Record<Politeness, { text: string; turn: number }>;

const SILENCE: Spoken = { polite: { text: "", turn: 0 }, assertive: { text: "", turn: 0 } };

// One region per page, outside React's tree, so that whatever speaks need not be inside a provider.
let spoken = SILENCE;
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function announce(text: string, politeness: Politeness = "polite"): void {
  spoken = { ...spoken, [politeness]: { text, turn: spoken[politeness].turn + 1 } };
  for (const listener of listeners) listener();
}

/** Says a sentence to a screen reader: polite for progress, assertive, once, for a failure. */
export function useAnnounce(): typeof announce {
  return announce;
}

/** Stands once in the root layout. A new key makes the same words be read again. */
export function LiveRegion() {
  const { polite, assertive } = useSyncExternalStore(
    subscribe,
    () => spoken,
    () => SILENCE,
  );
  return (
    <>
      <div aria-live="polite" className="sr-only">
        <p key={polite.turn}>{polite.text}</p>
      </div>
      <div aria-live="assertive" className="sr-only">
        <p key={assertive.turn}>{assertive.text}</p>
      </div>
    </>
  );
}
