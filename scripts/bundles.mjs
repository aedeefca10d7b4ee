import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { build, context } from "esbuild";
import { root } from "./bootstrap.mjs";
import { bundlePath } from "./bundle-path.mjs";

/** Programs of the project: each becomes dist/<name>.mjs. */
export const ENTRIES = ["server", "worker", "media", "sandbox", "maquette"];

const options = (names) => ({
  absWorkingDir: root,
  entryPoints: names.map((name) => `${name}.ts`),
  outbase: root,
  outdir: "dist",
  outExtension: { ".js": ".mjs" },
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node24",
  packages: "external",
  // The real module throws outside of Next; this is its own empty twin.
  alias: { "server-only": path.join(root, "node_modules/server-only/empty.js") },
  sourcemap: true,
  logLevel: "warning",
});

export async function bundle(names) {
  await build(options(names));
}

/**
 * Bundles now and after every edit.
 * @param {(names: string[]) => void} onChange told which bundles differ from before
 * @returns {Promise<() => Promise<void>>} stops watching
 */
export async function watchBundles(onChange) {
  let before = null;
  const report = {
    name: "report-changes",
    setup(plugin) {
      plugin.onEnd(({ errors }) => {
        if (errors.length > 0) return;
        const now = new Map(ENTRIES.map((name) => [name, hashOf(bundlePath(name))]));
        const changed = ENTRIES.filter((name) => before?.get(name) !== now.get(name));
        if (before && changed.length > 0) onChange(changed);
        before = now;
      });
    },
  };
  const watcher = await context({ ...options(ENTRIES), plugins: [report] });
  await watcher.rebuild();
  await watcher.watch();
  return () => watcher.dispose();
}

const hashOf = (file) => createHash("sha256").update(readFileSync(file)).digest("hex");
