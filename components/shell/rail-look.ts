import { keepInBrowser } from "@/components/ui/keep-in-browser";

/** In a cookie, so that the first paint already leaves the room to the pictures. */
export const RAIL_COOKIE = "maquette.rail";
export const RAIL_HIDDEN = "hidden";

/** On the root of the page: the look follows without anything being drawn anew. */
export function toggleRail(): void {
  const { dataset } = document.documentElement;
  if (dataset["rail"] === RAIL_HIDDEN) delete dataset["rail"];
  else dataset["rail"] = RAIL_HIDDEN;
  keepInBrowser(RAIL_COOKIE, dataset["rail"] ?? "");
}
