import { afterEach, expect, test, vi } from "vitest";
import { findBrowser } from "./browser.mjs";

afterEach(() => {
  vi.unstubAllEnvs();
});

test("a browser that is named counts alone: when it does not start, that is said", async () => {
  vi.stubEnv("CHROMIUM_PATH", "/bin/false");
  await expect(findBrowser()).rejects.toThrow(
    /^CHROMIUM_PATH names \/bin\/false, which does not start: /,
  );
});
