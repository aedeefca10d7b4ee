/** Where the hand can be led. */
export type FocusPlace = "prompt" | "references" | "model";

/** On the element that takes the focus, in the docked composer and in the sheet alike. */
export const focusTarget = (place: FocusPlace) => ({ "data-composer-focus": place });

/** After the next paint: the sheet of a phone may be opening just now. */
export function focusComposer(place: FocusPlace): void {
  requestAnimationFrame(() => {
    const targets = document.querySelectorAll<HTMLElement>(`[data-composer-focus=${place}]`);
    [...targets].find((element) => element.offsetParent !== null)?.focus();
  });
}
