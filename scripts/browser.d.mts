/** See `browser.mjs`. */
export function findBrowser(): Promise<{ CHROMIUM_PATH: string; CHROMIUM_LIBRARIES?: string }>;
