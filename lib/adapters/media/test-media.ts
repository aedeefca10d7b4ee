import { symlink } from "node:fs/promises";
import path from "node:path";
import { build } from "esbuild";

/** Bundles the decode process as a build does, into `directory`; answers with its entry. */
export async function bundleDecodeProcess(directory: string): Promise<string> {
  const entry = path.join(directory, "media.mjs");
  await build({
    entryPoints: ["media.ts"],
    outfile: entry,
    bundle: true,
    platform: "node",
    format: "esm",
    external: ["sharp"],
  });
  await symlink(path.resolve("node_modules"), path.join(directory, "node_modules"));
  return entry;
}
