/** For a press that was more than a click: the click that ends it does nothing. */
export function swallowClick(): void {
  const swallow = (event: Event) => event.stopPropagation();
  window.addEventListener("click", swallow, { capture: true });
  // It comes with the release or not at all.
  setTimeout(() => window.removeEventListener("click", swallow, { capture: true }), 0);
}
