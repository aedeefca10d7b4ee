import type { KeyboardEvent } from "react";

const STEPS: Partial<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowUp: -1,
  ArrowRight: 1,
  ArrowDown: 1,
};

/** Arrows walk through the radios of a group without choosing; Enter and Space choose. */
export function walkRadios(event: KeyboardEvent<HTMLElement>): void {
  const step = STEPS[event.key];
  if (step === undefined) return;
  const radios = [...event.currentTarget.querySelectorAll<HTMLElement>("[role=radio]")];
  const index = radios.findIndex((radio) => radio.matches(":focus"));
  event.preventDefault();
  radios.at((index + step) % radios.length)?.focus();
}

/** For a popover that opens with the focus on what is chosen. */
export function focusChosen(event: Event): void {
  const { currentTarget } = event;
  if (!(currentTarget instanceof HTMLElement)) return;
  event.preventDefault();
  currentTarget.querySelector<HTMLElement>("[role=radio][aria-checked=true]")?.focus();
}
