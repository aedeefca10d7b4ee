import "server-only";

import { readFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import type { InstallationRepository } from "@/lib/ports/installation-repository";

const BUILD_LENGTH = 12;
const packageSchema = z.object({ version: z.string() });

/** What runs here: the release, the hash of the sources that it was built from, the last migration. */
export async function readVersion(
  installation: Pick<InstallationRepository, "listMigrations">,
  root: string,
) {
  const [text, build, migrations] = await Promise.all([
    readFile(path.join(root, "package.json"), "utf8"),
    // In development the bundles follow the sources and belong to no build.
    readFile(path.join(root, "dist/sources.hash"), "utf8").catch(() => null),
    installation.listMigrations(),
  ]);
  const schema = migrations.map(({ name }) => name).sort();
  return {
    version: packageSchema.parse(JSON.parse(text)).version,
    build: build?.slice(0, BUILD_LENGTH) ?? null,
    schema: schema.at(-1) ?? null,
  };
}
