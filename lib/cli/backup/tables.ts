import path from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { openCompressed, writeCompressed } from "@/lib/cli/backup/files";
import type { Backup, ManifestTable } from "@/lib/cli/backup/manifest";
import type { DumpSource, DumpTable, Snapshot } from "@/lib/ports/database-dump";

const FOLDER = "tables";
export const tablesFolder = (folder: string) => path.join(folder, FOLDER);

export async function writeTable(
  snapshot: Pick<Snapshot, "copy">,
  table: DumpTable,
  folder: string,
): Promise<ManifestTable> {
  const file = `${table.name}.copy.zst`;
  let rowCount = 0;
  const rows = snapshot.copy(table);
  // COPY writes a line break inside of a value as \n: each break ends a row.
  const counted = Readable.from(
    (async function* () {
      for await (const chunk of rows as AsyncIterable<Buffer>) {
        for (let at = chunk.indexOf(BREAK); at >= 0; at = chunk.indexOf(BREAK, at + 1))
          rowCount += 1;
        yield chunk;
      }
    })(),
    { objectMode: false },
  );
  const written = await writeCompressed(path.join(tablesFolder(folder), file), counted);
  return {
    ...{ name: table.name, columns: [...table.columns], rowCount },
    ...{ file, ...written.file, contentSha256: written.content.sha256 },
  };
}

const BREAK = 0x0a;

export const dumpSource = ({ folder, manifest }: Backup): DumpSource => {
  const open = ({ name }: DumpTable) => {
    const table = manifest.tables.find((each) => each.name === name);
    if (!table) throw new Error(`The backup has no table ${name}`);
    return openCompressed(path.join(tablesFolder(folder), table.file), {
      what: `The table ${name}`,
      sha256: table.sha256,
      contentSha256: table.contentSha256,
    });
  };
  return { migrations: manifest.migrations, tables: manifest.tables, open };
};

/** Reads every table once. @throws {BackupError} when one was damaged */
export async function checkTables(backup: Backup): Promise<void> {
  const source = dumpSource(backup);
  for (const table of source.tables)
    await pipeline(source.open(table), async (rows) => {
      for await (const _ of rows);
    });
}
