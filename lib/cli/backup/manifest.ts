import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { BackupError, damaged, writeDurably } from "@/lib/cli/backup/files";

export const OBJECTS = "objects";
export const MANIFEST = "manifest.json";
/** Beside whole backups: one that is being made, or whose making was cut off. */
export const DRAFT_PREFIX = ".making-";

const sha256 = z.string().regex(/^[\da-f]{64}$/);
const name = z.string().regex(/^\w[\w.-]*$/);
const compressed = z.object({ file: name, sizeBytes: z.int(), sha256, contentSha256: sha256 });

const bodySchema = z.object({
  format: z.literal(1),
  name,
  madeAt: z.iso.datetime(),
  appVersion: z.string(),
  /** Of the installation: what its clientBusinessIds begin with. */
  handle: z.string().nullable(),
  migrations: z.array(z.object({ name: z.string(), checksum: z.string() })).min(1),
  tables: z.array(
    compressed.extend({ name: z.string(), columns: z.array(z.string()), rowCount: z.int() }),
  ),
  objects: compressed.extend({ count: z.int(), totalBytes: z.int() }),
  /** Keys that rows speak of and that could not be read when the backup was made. */
  missing: z.array(z.string()),
  secrets: z.array(z.object({ name, sha256 })),
});
export type Manifest = z.infer<typeof bodySchema>;
export type ManifestTable = Manifest["tables"][number];

export const objectSchema = z.object({ key: z.string(), sha256, sizeBytes: z.int() });
export type BackupObject = z.infer<typeof objectSchema>;

export type Backup = { folder: string; manifest: Manifest };

const hashOf = (text: string) => createHash("sha256").update(text).digest("hex");

export const lastMigration = ({ migrations }: Pick<Manifest, "migrations">) =>
  migrations.at(-1)?.name ?? "none";

/** The last file of a backup: it names all the others. */
export async function writeManifest(folder: string, manifest: Manifest): Promise<void> {
  const body = JSON.stringify(manifest);
  const text = JSON.stringify({ sha256: hashOf(body), body: manifest });
  await writeDurably(path.join(folder, MANIFEST), async (sink) => sink.write(`${text}\n`));
}

/** @throws {BackupError} when that is no whole backup */
export async function readBackup(folder: string): Promise<Backup> {
  const text = await readFile(path.join(folder, MANIFEST), "utf8").catch(() => null);
  if (text === null || path.basename(folder).startsWith(DRAFT_PREFIX))
    throw new BackupError(`${folder} is no backup: it holds no ${MANIFEST}.`);
  try {
    const { sha256: written, body } = JSON.parse(text);
    if (hashOf(JSON.stringify(body)) === written)
      return { folder, manifest: bodySchema.parse(body) };
  } catch {
    // Neither of the two is a manifest of ours.
  }
  throw damaged("The manifest");
}

/** Names of the folders that say of themselves that they are whole, oldest first. */
export async function listNames(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isDirectory() && /^\d{4}-\d\d-\d\dT/.test(entry.name))
    .map((entry) => entry.name)
    .sort();
}

/** Where the bytes of an object lie: all backups of a folder share them. */
export const objectPath = (folder: string, { sha256: hash }: Pick<BackupObject, "sha256">) =>
  path.join(folder, OBJECTS, hash.slice(0, 2), hash);
