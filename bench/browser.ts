import { type Browser, chromium } from "@playwright/test";
import type { BenchStudio } from "@/bench/studio";
import { findBrowser } from "../scripts/browser.mjs";

export const VIEWPORT = { width: 1440, height: 900 };

/** The browser of the journeys, for the length of one benchmark. */
export async function withBrowser<T>(
  run: (browser: Browser) => Promise<T>,
  switches: readonly string[] = [],
): Promise<T> {
  const { CHROMIUM_PATH, CHROMIUM_LIBRARIES } = await findBrowser();
  const env = {
    ...process.env,
    ...(CHROMIUM_LIBRARIES && { LD_LIBRARY_PATH: CHROMIUM_LIBRARIES }),
  };
  const browser = await chromium.launch({
    executablePath: CHROMIUM_PATH,
    args: ["--no-sandbox", "--disable-dev-shm-usage", ...switches],
    env: env as Record<string, string>,
  });
  try {
    return await run(browser);
  } finally {
    await browser.close();
  }
}

/** A fresh profile in which the studio's owner is signed in. Without a viewport it has that of the browser's window. */
export async function signedIn(
  browser: Browser,
  { url, headers }: BenchStudio,
  viewport: typeof VIEWPORT | null = VIEWPORT,
) {
  const context = await browser.newContext({ viewport, baseURL: url });
  const [name = "", value = ""] = headers.cookie.split("=");
  await context.addCookies([{ name, value, url }]);
  return context;
}
