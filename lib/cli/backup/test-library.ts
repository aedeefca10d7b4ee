import { createHash } from "node:crypto";
import { writeFile } from "node:fs/promises";
import pg from "pg";
import { createTestDatabase, withoutTables } from "@/lib/adapters/prisma/test-database";
import { openTestStudio } from "@/lib/cli/test-studio";
import { blobKey, cleanCopyKey, derivativeKey, extraKey } from "@/lib/ports/object-storage";
import { findTeam } from "@/prisma/seed/cast";
import { SEED_RATIOS, type SeedFile } from "@/prisma/seed/files";
import { fillLibrary } from "@/prisma/seed/fill";

type TestStudio = Awaited<ReturnType<typeof openTestStudio>>;

export type Site = TestStudio & {
  url: string;
  /** Runs statements on its database. */
  sql: (text: string, values?: unknown[]) => Promise<Record<string, unknown>[]>;
  put: (key: string, bytes: string) => Promise<void>;
  remove: () => Promise<void>;
};

/** A studio on a database and a folder of its own. */
export async function openSite({
  isWithoutTables = false,
  env,
}: {
  /** As the first start on a folder finds it. */
  isWithoutTables?: boolean;
  env?: Record<string, string>;
} = {}): Promise<Site> {
  const database = await (isWithoutTables
    ? createTestDatabase(withoutTables())
    : createTestDatabase());
  const studio = await openTestStudio({ databaseUrl: database.url, ...(env && { env }) });
  const { storage } = studio.studio.ports;
  return {
    ...studio,
    url: database.url,
    async sql(text, values) {
      const client = new pg.Client({ connectionString: database.url });
      await client.connect();
      try {
        return (await client.query(text, values)).rows;
      } finally {
        await client.end();
      }
    },
    async put(key, bytes) {
      const file = await storage.newSpoolPath();
      await writeFile(file, bytes);
      await storage.putFile(key, file);
    },
    async remove() {
      await studio.close();
      await database.drop();
    },
  };
}

export const sha256Of = (bytes: string | Buffer) =>
  createHash("sha256").update(bytes).digest("hex");

const COUNT = 60;
/** Larger than the buffer that a storage copies through. */
const REFERENCE = Array.from({ length: 300_000 }, (_, at) => at).join(" ");

/** A team, its library, and a row in every other table: two teams' worth of everything that a backup has to carry. */
export async function fillSite(site: Site): Promise<void> {
  const client = new pg.Client({ connectionString: site.url });
  await client.connect();
  try {
    await client.query(
      `insert into team (id, name, time_zone) values ('team', 'Halden\tand "Søn"\\', 'Europe/Oslo');
       insert into gateway_key (id, source, label, fingerprint, account) values ('key', 'sandbox', 'Sandbox', '-', '-')`,
    );
    const team = await findTeam(client);
    if (!team) throw new Error("no team");
    const files = new Map(
      SEED_RATIOS.map((ratio) => [ratio, [pictureOf(ratio)] as [SeedFile, ...SeedFile[]]]),
    );
    await fillLibrary(client, { team, files, imageCount: COUNT, seed: 1, tell: () => undefined });
    const named = await client.query<{ sha256: string }>("select distinct sha256 from image");
    const isNamed = (ratio: string) =>
      named.rows.some(({ sha256 }) => sha256 === sha256Of(bytesOf(ratio)));
    for (const ratio of SEED_RATIOS.filter(isNamed)) await putPicture(site, ratio);
    await site.put(blobKey(sha256Of(REFERENCE)), REFERENCE);
    await site.put(cleanCopyKey(sha256Of(REFERENCE)), "its clean copy");
    await site.put(extraKey("01JDFZ6M9Q3V0W8K5T2RXN4YBC", 2), "paid for, and shown nowhere");
    await fillTheRest(client);
    await client.query("update reference_image set sha256 = $1, size_bytes = $2", [
      sha256Of(REFERENCE),
      REFERENCE.length,
    ]);
  } finally {
    await client.end();
  }
}

const bytesOf = (ratio: string) => `bytes of a picture at ${ratio}`;

function pictureOf(ratio: string): SeedFile {
  return {
    ...{ sha256: sha256Of(bytesOf(ratio)), width: 64, height: 64 },
    sizeBytes: bytesOf(ratio).length,
    thumbhash: new Uint8Array([1, 2, 255]),
    look: { colours: ["orange", "blue"], signature: "01".repeat(72) },
  };
}

async function putPicture(site: Site, ratio: string) {
  const sha256 = sha256Of(bytesOf(ratio));
  await site.put(blobKey(sha256), bytesOf(ratio));
  await site.put(derivativeKey(sha256, 320), `small ${ratio}`);
}

type Column = {
  table: string;
  name: string;
  type: string;
  label: string | null;
  parent: string | null;
};

/** One row in each table that has none yet, in whatever order their keys allow. Tables of tomorrow are filled as well. */
async function fillTheRest(client: pg.Client): Promise<void> {
  const { rows: columns } = await client.query<Column>(COLUMNS);
  const tables = Map.groupBy(columns, ({ table }) => table);
  let left = [...tables.keys()];
  for (let round = 0; round < 6 && left.length > 0; round += 1) {
    const stuck: string[] = [];
    for (const table of left)
      if (!(await addRow(client, table, tables.get(table) ?? []))) stuck.push(table);
    left = stuck;
  }
  if (left.length > 0) throw new Error(`No row fits into ${left.join(", ")}`);
}

async function addRow(client: pg.Client, table: string, columns: Column[]): Promise<boolean> {
  const { rowCount } = await client.query(`select from "${table}" limit 1`);
  if (rowCount) return true;
  const values = columns.map(({ parent, type, label }) =>
    parent ? `(select ${parent} limit 1)` : (label ?? VALUES[type] ?? "null"),
  );
  const names = columns.map(({ name }) => `"${name}"`);
  return client
    .query(`insert into "${table}" (${names.join(", ")}) values (${values.join(", ")})`)
    .then(
      () => true,
      () => false,
    );
}

const VALUES: Readonly<Record<string, string>> = {
  text: "'a'",
  "text[]": "array['tab\t', E'line\\nbreak', 'back\\slash', '\"', '{}', 'ё']",
  integer: "1",
  smallint: "1",
  bigint: "9007199254740993",
  boolean: "true",
  jsonb: `'{"a": ["\\u00e9 \\\\ \\n", 1.0, null]}'`,
  bytea: "'\\x00ff0a5c'",
  date: "'2026-11-27'",
  "double precision": "0.1::float8 + 0.2::float8",
  "timestamp(3) with time zone": "'2026-11-27 13:49:41.123+01'",
  "timestamp with time zone": "'2026-11-27 13:49:41.123456+01'",
  "bit(144)": "repeat('01', 72)::bit(144)",
};

const COLUMNS = `
  select c.relname as table, a.attname as name, format_type(a.atttypid, a.atttypmod) as type,
    (select quote_literal(min(e.enumlabel::text)) from pg_enum e where e.enumtypid = a.atttypid) as label,
    (select format('%I from %I', f.attname, r.relname) from pg_constraint k
       join pg_class r on r.oid = k.confrelid
       join pg_attribute f on f.attrelid = r.oid and f.attnum = k.confkey[1]
      where k.contype = 'f' and k.conrelid = c.oid and k.conkey[1] = a.attnum) as parent
  from pg_class c
  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
  where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
  order by c.relname, a.attnum`;
