import { useSyncExternalStore } from "react";
import type { LintCode } from "@/components/reference-image/lint";

/** What somebody at this browser does not want to be told of a picture again. */
const STORAGE_KEY = "maquette.dismissed";
/** The oldest are forgotten first. */
const COUNT_MAX = 400;
const NONE: ReadonlySet<string> = new Set();

let dismissed: ReadonlySet<string> | null = null;
const listeners = new Set<() => void>();

const entryOf = (imageId: string, code: LintCode) => `${imageId} ${code}`;

function read(): ReadonlySet<string> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(STORAGE_KEY) ?? "");
    // By hand: a parser would be loaded with every page.
    return Array.isArray(kept) ? new Set(kept.filter((entry) => typeof entry === "string")) : NONE;
  } catch {
    return NONE;
  }
}

const known = () => {
  dismissed ??= read();
  return dismissed;
};

export function dismiss(imageIds: readonly string[], code: LintCode): void {
  const entries = [...known(), ...imageIds.map((id) => entryOf(id, code))].slice(-COUNT_MAX);
  dismissed = new Set(entries);
  try {
    localStorage.setItem(STORAGE_KEY, JSON.stringify(entries));
  } catch {
    // Full or forbidden: it holds until the page goes.
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useIsDismissed(): (imageId: string, code: LintCode) => boolean {
  const entries = useSyncExternalStore(subscribe, known, () => NONE);
  return (imageId, code) => entries.has(entryOf(imageId, code));
}
