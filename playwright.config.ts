import { defineConfig } from "@playwright/test";

// scripts/test.mjs finds a browser that starts on this machine: run the journeys with `npm run e2e`.
const { CHROMIUM_PATH, CHROMIUM_LIBRARIES } = process.env;

export default defineConfig({
  testDir: "e2e",
  workers: 1,
  retries: 0,
  forbidOnly: true,
  // The sandbox paints 4K on the same two cores: a journey with a dozen pictures takes its time.
  timeout: 120_000,
  expect: { timeout: 10_000 },
  outputDir: "test-results",
  use: {
    viewport: { width: 1440, height: 900 },
    // Without pictures: to film each journey takes a quarter of the time of all of them.
    trace: { mode: "retain-on-failure", screenshots: false },
    launchOptions: {
      ...(CHROMIUM_PATH && { executablePath: CHROMIUM_PATH }),
      args: ["--no-sandbox", "--disable-dev-shm-usage"],
      env: {
        ...(process.env as Record<string, string>),
        ...(CHROMIUM_LIBRARIES && { LD_LIBRARY_PATH: CHROMIUM_LIBRARIES }),
      },
    },
  },
});
