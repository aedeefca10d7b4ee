import { useEffect, useState } from "react";
import { knownDraftOf } from "@/components/composer/composer-state";
import type { ComposerStore } from "@/components/composer/composer-store";
import { flushDraft, keepDraft } from "@/components/composer/draft-storage";
import type { Viewer } from "@/lib/account/schema";

/** Keeps every change; `serverChangedAt` is of the copy that the server has. */
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

    keep();
    const stop = store.subscribe(keep);
    window.addEventListener("pagehide", flush);
    window.addEventListener("online", flush);
    document.addEventListener("visibilitychange", flushWhenHidden);
    return () => {
      stop();
      flush();
      window.removeEventListener("pagehide", flush);
      window.removeEventListener("online", flush);
      document.removeEventListener("visibilitychange", flushWhenHidden);
    };
  }, [store, start]);
}
