import { z } from "zod";
import floors from "@/lib/server/security/floors.json" with { type: "json" };

export const NODE_FLOOR = floors.node;
export const POSTGRESQL_FLOOR = floors.postgresql;

const lockFileSchema = z.object({
  packages: z.record(
    z.string(),
    z.object({ version: z.string().optional(), dev: z.boolean().optional() }),
  ),
});

/**
 * Packages of a package-lock.json with known holes: `next 16.4.2 (at least 16.4.3)`. Every copy that the
 * product runs with counts, also one deeper in the tree; tools of development do not.
 */
export function packagesBelowFloor(lockFile: unknown): string[] {
  const { packages } = lockFileSchema.parse(lockFile);
  const floorOf = new Map(Object.entries(floors.packages));
  return Object.entries(packages).flatMap(([folder, { version, dev }]) => {
    const name = folder.slice(folder.lastIndexOf("node_modules/") + "node_modules/".length);
    const floor = floorOf.get(name);
    const isLow = floor && version && !dev && compareVersions(version, floor) < 0;
    return isLow ? [`${name} ${version} (at least ${floor})`] : [];
  });
}

/** Negative when `a` is older than `b`. A pre-release such as 5.0.0-beta.32 is older than its release. */
export function compareVersions(a: string, b: string): number {
  const [ours, theirs] = [a.split(/[.-]/), b.split(/[.-]/)];
  for (const [index, part] of ours.entries()) {
    const other = theirs[index];
    // Versions have three numbers, so what follows them makes a pre-release.
    if (other === undefined) return -1;
    const order = part.localeCompare(other, "en", { numeric: true });
    if (order !== 0) return order;
  }
  return theirs.length > ours.length ? 1 : 0;
}
