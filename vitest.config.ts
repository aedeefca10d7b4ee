import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  resolve: {
    alias: {
      "@": root("."),
      "server-only": root("./node_modules/server-only/empty.js"),
    },
  },
  test: {
    include: ["{lib,components,crash,prisma,scripts}/**/*.test.{ts,tsx,mjs}"],
    // A zone with a half-hour offset and daylight saving: code that forgets zones fails here.
    env: { TZ: "Australia/Adelaide" },
    globalSetup: ["./scripts/vitest-database.mjs"],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
