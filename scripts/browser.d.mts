/** See `browser.mjs`. */
export function findBrowser(): Promise<Record<string, string>>;
