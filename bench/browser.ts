import { type Browser, chromium } from "@playwright/test";
import type { BenchStudio } from "@/bench/studio";
import { findBrowser } from "../scripts/browser.mjs";

export const VIEWPORT = { width: 1440, height: 900 };

/** The browser of the journeys, for the length of one benchmark. */
export async function withBrowser<T>(run: (browser: Browser) => Promise<T>): Promise<T> {
  const { CHROMIUM_PATH, CHROMIUM_LIBRARIES } = await findBrowser();
  const env = {
    ...process.env,
    ...(CHROMIUM_LIBRARIES && { LD_LIBRARY_PATH: CHROMIUM_LIBRARIES }),
  };
  const browser = await chromium.launch({
    executablePath: CHROMIUM_PATH,
    args: ["--no-sandbox", "--disable-dev-shm-usage"],
    env: env as Record<string, string>,
  });
  try {
    return await run(browser);
  } finally {
    await browser.close();
  }
}

/** A fresh profile in which the studio's owner is signed in. */
export async function signedIn(browser: Browser, { url, headers }: BenchStudio) {
  const context = await browser.newContext({ viewport: VIEWPORT, baseURL: url });
  const [name = "", value = ""] = headers.cookie.split("=");
  await context.addCookies([{ name, value, url }]);
  return context;
}
