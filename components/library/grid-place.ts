/** What a list begins with. */
export type Start = { index: number; hasFocus: boolean };

const KEY = "libraryPlace";

/*
 * How many pictures, counted from the oldest, lie below what is seen first: what is new on top does not move it.
 * It is kept with the entry of the browser's history, so that Back leads to the same place.
 */

export function readPlace(total: number): number {
  const kept: unknown = window.history.state?.[KEY];
  return typeof kept === "number" ? Math.max(0, total - kept) : 0;
}

export function keepPlace(index: number, total: number): void {
  const place = index > 0 ? total - index : undefined;
  if (window.history.state?.[KEY] === place) return;
  window.history.replaceState({ ...window.history.state, [KEY]: place }, "");
}

export const forgetPlace = (): void => keepPlace(0, 0);
