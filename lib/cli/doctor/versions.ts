import { readFile } from "node:fs/promises";
import path from "node:path";
import { type Check, fail, ok } from "@/lib/cli/doctor/check";
import {
  compareVersions,
  NODE_FLOOR,
  packagesBelowFloor,
} from "@/lib/server/security/version-floors";

export function checkNode(version: string): Check {
  return compareVersions(version, NODE_FLOOR) < 0
    ? fail("node", `Node ${version} is too old: install Node ${NODE_FLOOR} or newer (24 LTS).`)
    : ok("node", `Node ${version}.`);
}

export async function checkPackages(root: string): Promise<Check> {
  const lockFile = await readFile(path.join(root, "package-lock.json"), "utf8");
  const low = packagesBelowFloor(JSON.parse(lockFile));
  return low.length > 0
    ? fail("packages", `Known security holes in ${low.join(", ")}: update Maquette.`)
    : ok("packages", "No package is older than its security floor.");
}
