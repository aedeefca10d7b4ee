import { useEffect, useState } from "react";
import { knownDraftOf, stateFrom } from "@/components/composer/composer-state";
import type { ComposerStore } from "@/components/composer/composer-store";
import { flushDraft, keepDraft, readNewerDraft } from "@/components/composer/draft-storage";
import type { Viewer } from "@/lib/account/schema";

/** Brings back what only this browser has, and keeps every change; `serverChangedAt` is of the copy that the server has. */
export function useDraftKeeping(store: ComposerStore, viewer: Viewer, serverChangedAt: number) {
  // Another person means another page load: what comes later is the same person with new facts.
  const [start] = useState({ viewer, serverChangedAt });

  useEffect(() => {
    let keptAt = start.serverChangedAt;
    const keep = () => {
      const state = store.get();
      if (state.changedAt === keptAt) return;
      keptAt = state.changedAt;
      keepDraft(start.viewer, knownDraftOf(state));
    };
    const flush = () => void flushDraft();
    const flushWhenHidden = () => document.visibilityState === "hidden" && flush();

    let isGone = false;
    void readNewerDraft(start.viewer, start.serverChangedAt).then((local) => {
      // Replaced, not set: an undo brings back what somebody was quick enough to type.
      if (local && !isGone) store.replace(({ models }) => stateFrom(local, models));
    });
    const stop = store.subscribe(keep);
    window.addEventListener("pagehide", flush);
    window.addEventListener("online", flush);
    document.addEventListener("visibilitychange", flushWhenHidden);
    return () => {
      isGone = true;
      stop();
      flush();
      window.removeEventListener("pagehide", flush);
      window.removeEventListener("online", flush);
      document.removeEventListener("visibilitychange", flushWhenHidden);
    };
  }, [store, start]);
}
