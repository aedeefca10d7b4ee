import { useSyncExternalStore } from "react";

/** Runs that somebody at this browser does not want to be shown again while they write. */
const STORAGE_KEY = "maquette.made-before.put-aside";
/** The oldest are forgotten first. */
const COUNT_MAX = 400;
const NONE: ReadonlySet<string> = new Set();

let aside: ReadonlySet<string> | null = null;
const listeners = new Set<() => void>();

function read(): ReadonlySet<string> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(STORAGE_KEY) ?? "");
    return Array.isArray(kept) ? new Set(kept.filter((id) => typeof id === "string")) : NONE;
  } catch {
    return NONE;
  }
}

const known = () => {
  aside ??= read();
  return aside;
};

export function putAside(generationIds: readonly string[]): void {
  const ids = [...known().union(new Set(generationIds))].slice(-COUNT_MAX);
  aside = new Set(ids);
  try {
    localStorage.setItem(STORAGE_KEY, JSON.stringify(ids));
  } catch {
    // Full or forbidden: it holds until the page goes.
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const usePutAside = (): ReadonlySet<string> =>
  useSyncExternalStore(subscribe, known, () => NONE);
