import { access, copyFile, readFile, rm } from "node:fs/promises";
import path from "node:path";
import { copyObjects } from "@/lib/cli/backup/copy-objects";
import {
  BackupError,
  hashOfFile,
  makeFolder,
  publish,
  syncFolder,
  writeDurably,
} from "@/lib/cli/backup/files";
import { DRAFT_PREFIX, type Manifest, writeManifest } from "@/lib/cli/backup/manifest";
import { writeObjectList } from "@/lib/cli/backup/object-list";
import { tablesFolder, writeTable } from "@/lib/cli/backup/tables";
import type { Studio } from "@/lib/cli/command";
import type { Snapshot } from "@/lib/ports/database-dump";

/** Of the data folder. The password of the embedded database is not among them: each cluster has its own. */
export const SECRETS = ["auth-secret", "master-key"];

export type Made = {
  folder: string;
  manifest: Manifest;
  added: { count: number; sizeBytes: number };
};

/** A whole backup in `folder`, or none: it gets its name when all of it is on the disk. */
export async function createBackup(
  studio: Studio,
  { folder, withSecrets }: { folder: string; withSecrets: boolean },
): Promise<Made> {
  const { ports, root } = studio;
  const name = ports.clock.now().toISOString().replaceAll(/[:.]/g, "-");
  const draft = path.join(folder, `${DRAFT_PREFIX}${name}`);
  await makeFolder(tablesFolder(draft));
  try {
    const { added, ...contents } = await ports.dumps.read((snapshot) =>
      copyContents(studio, snapshot, { folder, draft }),
    );
    const { version } = JSON.parse(await readFile(path.join(root, "package.json"), "utf8"));
    const manifest: Manifest = {
      ...{ format: 1, name, appVersion: version, ...contents },
      secrets: withSecrets ? await copySecrets(studio, draft) : [],
    };
    await syncFolder(tablesFolder(draft));
    await writeManifest(draft, manifest);
    await publish(draft, path.join(folder, name));
    return { folder: path.join(folder, name), manifest, added };
  } catch (cause) {
    await rm(draft, { recursive: true, force: true });
    throw cause;
  }
}

async function copyContents(
  { ports }: Studio,
  snapshot: Snapshot,
  { folder, draft }: { folder: string; draft: string },
) {
  const { at, handle, migrations } = snapshot;
  if (migrations.length === 0)
    throw new BackupError("The database has no tables yet: start the studio once (npm start).");
  const tables: Manifest["tables"] = [];
  for (const table of snapshot.tables) tables.push(await writeTable(snapshot, table, draft));
  const { objects, missing, addedCount, addedBytes } = await copyObjects(
    ports.storage,
    snapshot,
    folder,
  );
  return {
    ...{ madeAt: at.toISOString(), handle, migrations: [...migrations], tables, missing },
    objects: await writeObjectList(draft, objects),
    added: { count: addedCount, sizeBytes: addedBytes },
  };
}

async function copySecrets({ settings }: Studio, draft: string): Promise<Manifest["secrets"]> {
  const secrets: Manifest["secrets"] = [];
  for (const name of SECRETS) {
    const source = path.join(settings.dataDir, "secrets", name);
    const bytes = await readFile(source).catch(() => null);
    if (bytes === null) continue;
    await makeFolder(path.join(draft, "secrets"));
    const target = path.join(draft, "secrets", name);
    const { sha256 } = await writeDurably(target, async (sink) => sink.write(bytes));
    secrets.push({ name, sha256 });
  }
  return secrets;
}

/** Into a data folder that has none of that name. Answers with those that were put there. */
export async function restoreSecrets(
  { settings }: Studio,
  { folder, manifest }: { folder: string; manifest: Manifest },
): Promise<string[]> {
  const restored: string[] = [];
  for (const { name, sha256 } of manifest.secrets) {
    const source = path.join(folder, "secrets", name);
    const target = path.join(settings.dataDir, "secrets", name);
    if (
      await access(target).then(
        () => true,
        () => false,
      )
    )
      continue;
    if ((await hashOfFile(source)).sha256 !== sha256)
      throw new BackupError(`The secret ${name} of the backup is damaged.`);
    await makeFolder(path.dirname(target));
    await copyFile(source, target);
    restored.push(name);
  }
  return restored;
}
