// npm run crash -- --runs N [--seed S]: random crash histories of the engine against a database of their own;
// with --rush N instead, N rounds of two processes that race against each cap.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { bootstrap, root } from "./bootstrap.mjs";

await bootstrap();
const { generateClientWhenStale } = await import("./build.mjs");
const { bundle } = await import("./bundles.mjs");
const { bundlePath } = await import("./bundle-path.mjs");
const { startMigratedPostgres } = await import("./database.mjs");
process.chdir(root);
await generateClientWhenStale();
await bundle(["crash/main", "crash/worker-process"]);
const folder = mkdtempSync(path.join(tmpdir(), "maquette-crash-database-"));
const server = await startMigratedPostgres(folder);
process.env.MAQUETTE_TEST_DATABASE_URL = server.url;
process.setSourceMapsEnabled(true);
const { runCrashes } = await import(bundlePath("crash/main"));
const exitCode = await runCrashes(process.argv.slice(2));
await server.stop();
rmSync(folder, { recursive: true, force: true });
process.exit(exitCode);
