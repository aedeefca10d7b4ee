import { cruise } from "dependency-cruiser";
import extractConfig from "dependency-cruiser/config-utl/extract-depcruise-config";
import extractTsConfig from "dependency-cruiser/config-utl/extract-ts-config";
import { expect, test } from "vitest";

test("imports point one way", async () => {
  const config = await extractConfig("./.dependency-cruiser.cjs");
  const { output } = await cruise(
    [
      "app",
      "bench",
      "components",
      "crash",
      "lib",
      "e2e",
      "server.ts",
      "worker.ts",
      "sandbox.ts",
      "media.ts",
      "maquette.ts",
    ],
    { ...config.options, ruleSet: config, validate: true },
    undefined,
    { tsConfig: extractTsConfig("./tsconfig.json") },
  );
  if (typeof output === "string") throw new Error("Expected a result object");

  // A cruiser that cannot read TypeScript finds no modules and reports no violations.
  expect(output.summary.totalCruised).toBeGreaterThan(100);
  expect(output.summary.violations).toEqual([]);
}, 120_000);
