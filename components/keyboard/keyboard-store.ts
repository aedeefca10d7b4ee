import { useSyncExternalStore } from "react";
import type { Keyboard } from "@/lib/account/schema";
import { KEYBOARD_AS_IT_COMES } from "@/lib/account/schema/facts";

// One person per page, outside React's tree, so that a cell of the feed can ask without listening.
let keyboard: Keyboard = KEYBOARD_AS_IT_COMES;
let owner: string | null = null;
const listeners = new Set<() => void>();

export const getKeyboard = (): Keyboard => keyboard;

export function setKeyboard(next: Keyboard): void {
  keyboard = next;
  for (const listener of listeners) listener();
}

/** What the server knew when the page was made; once for a person, for what is here may be newer. */
export function startKeyboard(userId: string, kept: Keyboard): void {
  if (owner === userId) return;
  owner = userId;
  setKeyboard(kept);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useKeyboard = (): Keyboard =>
  useSyncExternalStore(subscribe, getKeyboard, () => KEYBOARD_AS_IT_COMES);
