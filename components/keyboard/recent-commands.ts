import { z } from "zod";

const KEPT_MAX = 5;
const recentSchema = z.array(z.string()).max(KEPT_MAX).catch([]);

const place = (userId: string) => `maquette.recent-commands.${userId}`;

/** Keys of commands, the last one first. Empty where the browser keeps nothing. */
export function recentCommands(userId: string): string[] {
  try {
    return recentSchema.parse(JSON.parse(localStorage.getItem(place(userId)) ?? "[]"));
  } catch {
    return [];
  }
}

export function noteCommand(userId: string, key: string): void {
  const keys = [key, ...recentCommands(userId).filter((each) => each !== key)];
  try {
    localStorage.setItem(place(userId), JSON.stringify(keys.slice(0, KEPT_MAX)));
  } catch {
    // A full or closed storage costs the order of a list.
  }
}
