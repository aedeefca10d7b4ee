/** Of this page's content policy. The browser hides the attribute from selectors' values, not from scripts. */
export const styleNonce = () =>
  document.querySelector<HTMLElement>("script[nonce]")?.nonce ?? undefined;

// What holds the page still under a dialog or a menu (react-style-singleton) asks for it by this name.
if (typeof document !== "undefined") {
  Object.assign(globalThis, { __webpack_nonce__: styleNonce() });
}
