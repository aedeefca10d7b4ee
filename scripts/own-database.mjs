import { existsSync } from "node:fs";
import path from "node:path";
import { root } from "./bootstrap.mjs";
import { claimDataFolder } from "./data-folder.mjs";
import { startEmbeddedPostgres } from "./embedded-postgres.mjs";
import { tryLock } from "./lock.mjs";

/** Commands that work on the database also while the studio is stopped. */
const NEEDS_DATABASE = /^backup$|^backup verify$|^restore$/;

/**
 * For the length of this process, where the studio is stopped: its lock, so that nobody starts it meanwhile, and its
 * own PostgreSQL. Does nothing beside a studio that runs, for which `backup` is made and `restore` refuses by itself.
 * @param {string[]} args the command line after `maquette`
 * @param {Record<string, string | undefined>} env
 * @throws {Refusal} when the data folder cannot be written, or PostgreSQL cannot run here
 */
export async function openOwnDatabase(args, env) {
  const words = args.filter((word) => !word.startsWith("-"));
  const [first, second] = words;
  const name =
    first === "backup" && /^(list|prune|verify)$/.test(second) ? `${first} ${second}` : first;
  if (!NEEDS_DATABASE.test(name ?? "") || args.includes("--help")) return;
  const dataDir = path.resolve(root, env.DATA_DIR || ".data");
  const isRestore = name === "restore";
  // Nothing to back up: the command says so.
  if (!isRestore && (env.DATABASE_URL || !existsSync(path.join(dataDir, "postgres-18")))) return;
  const lockFile = path.join(dataDir, "supervisor.lock");
  const lock = existsSync(dataDir) ? tryLock(lockFile) : claimDataFolder(dataDir);
  if (lock.holder) return;
  process.once("exit", lock.release);
  // Without an end of our own PostgreSQL would be left behind, which the next start would find and join.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"])
    process.once(signal, () => process.exit(130));
  if (!env.DATABASE_URL) await startEmbeddedPostgres(dataDir);
}
