import { useSyncExternalStore } from "react";

/** How a person wants to be told of what ends while the tab is hidden. */
export type NoticeChoice = { hasSound: boolean; isOnDesktop: boolean };

const SILENT: NoticeChoice = { hasSound: false, isOnDesktop: false };
const keyOf = (personId: string) => `maquette.notices.${personId}`;

const listeners = new Set<() => void>();

function subscribe(listener: () => void) {
  listeners.add(listener);
  // Another tab of the same browser.
  addEventListener("storage", listener);
  return () => {
    listeners.delete(listener);
    removeEventListener("storage", listener);
  };
}

function read(personId: string): string | null {
  try {
    return localStorage.getItem(keyOf(personId));
  } catch {
    return null;
  }
}

function parse(text: string | null): NoticeChoice {
  try {
    // By hand: a parser would be loaded with every page.
    const kept = JSON.parse(text ?? "null");
    return { hasSound: kept.hasSound === true, isOnDesktop: kept.isOnDesktop === true };
  } catch {
    return SILENT;
  }
}

/** Of this person in this browser; silent until chosen otherwise. */
export const useNoticeChoice = (personId: string): NoticeChoice =>
  parse(
    useSyncExternalStore(
      subscribe,
      () => read(personId),
      () => null,
    ),
  );

export function keepNoticeChoice(personId: string, choice: NoticeChoice): void {
  try {
    localStorage.setItem(keyOf(personId), JSON.stringify(choice));
  } catch {
    // Full or forbidden: then the switch stays where it was.
  }
  for (const listener of listeners) listener();
}
