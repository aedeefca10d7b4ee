const YEAR_MS = 31_536_000_000;

/** For a look of the screen. Not on every address and not in every browser: there it is not remembered. */
export function keepInBrowser(name: string, value: string): void {
  const expires = Date.now() + YEAR_MS;
  void window.cookieStore?.set({ name, value, expires, sameSite: "lax" });
}
