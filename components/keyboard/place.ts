import { SCOPES, type Scope } from "@/components/keyboard/shortcuts";

/** What lies over the page; where the focus is in none of these, it is on the page. */
const OVERLAY = "[role=dialog],[role=alertdialog],[role=menu],[role=listbox]";
const FIELD = [
  "input:not([type=checkbox],[type=file],[type=radio])",
  "textarea",
  "select",
  "[contenteditable]:not([contenteditable=false])",
].join();
/** Space and Enter press these, or mean something of their own there. */
const PRESSED = "a[href],button,summary,[role=button],[role=slider],[role=radio],[role=switch]";

/** `null` lies over everything that has keys, such as a menu or a question. */
export type Place = "page" | Scope | null;

/** On a dialog that has keys of its own. */
export const shortcutScope = (scope: Scope | undefined) => ({ "data-shortcuts": scope });

const topOverlay = () => [...document.querySelectorAll(OVERLAY)].at(-1) ?? null;

/** Where a key goes. Without a focus it is for what lies on top. */
export function placeOf(target: EventTarget | null): Place {
  const hasFocus = target instanceof Element && target !== document.body;
  const overlay = hasFocus ? target.closest<HTMLElement>(OVERLAY) : topOverlay();
  if (!overlay) return "page";
  const name = overlay instanceof HTMLElement ? overlay.dataset["shortcuts"] : undefined;
  return SCOPES.find((scope) => scope === name) ?? null;
}

export const isInField = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest(FIELD) !== null;

export const isOnButton = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest(PRESSED) !== null;

/** What has keys now, whatever lies over it. */
export function placeNow(): Place {
  const dialogs = [...document.querySelectorAll<HTMLElement>("[data-shortcuts]")];
  return SCOPES.find((scope) => scope === dialogs.at(-1)?.dataset["shortcuts"]) ?? "page";
}
