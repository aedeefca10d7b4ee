import { useSyncExternalStore } from "react";
import {
  DEFAULT_SETTINGS,
  parseSettings,
  type ShortcutSettings,
} from "@/components/keyboard/shortcuts";

type Keyboard = { settings: ShortcutSettings; open: "palette" | "sheet" | null };

const SERVER: Keyboard = { settings: DEFAULT_SETTINGS, open: null };

let keyboard = SERVER;
let person = "";
const listeners = new Set<() => void>();

function set(change: Partial<Keyboard>) {
  keyboard = { ...keyboard, ...change };
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const readShortcuts = () => keyboard.settings;

export const openKeyboard = (open: Keyboard["open"]) => set({ open });

const storageKey = () => `maquette.keys.${person}`;

/** Takes up what this person has chosen in this browser. Storage can be switched off: then it is the default. */
export function loadShortcuts(userId: string) {
  person = userId;
  try {
    set({ settings: parseSettings(localStorage.getItem(storageKey())) });
  } catch {}
}

export function keepShortcuts(settings: ShortcutSettings) {
  set({ settings });
  try {
    localStorage.setItem(storageKey(), JSON.stringify(settings));
  } catch {}
}

export const useKeyboard = () =>
  useSyncExternalStore(
    subscribe,
    () => keyboard,
    () => SERVER,
  );
