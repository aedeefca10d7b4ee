import { createHash } from "node:crypto";
import { writeFile } from "node:fs/promises";
import pg from "pg";
import { createTestDatabase } from "@/lib/adapters/prisma/test-database";
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
  from,
  env,
}: {
  /** The database that its own is copied from. */
  from?: "template1";
  env?: Record<string, string>;
} = {}): Promise<Site> {
  const template = new URL(process.env["MAQUETTE_TEST_DATABASE_URL"] ?? "");
  if (from) template.pathname = `/${from}`;
  const database = await createTestDatabase(template.href);
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

export const sha256Of = (bytes: string | Buffer) => createHash("sha256").update(bytes).digest("hex");

const COUNT = 60;
const REFERENCE = "bytes of a reference";

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
    for (const ratio of SEED_RATIOS) await putPicture(site, ratio);
    await fillLibrary(client, { team, files, imageCount: COUNT, seed: 1, tell: () => undefined });
    await site.put(blobKey(sha256Of(REFERENCE)), REFERENCE);
    await site.put(cleanCopyKey(sha256Of(REFERENCE)), "its clean copy");
    await site.put(extraKey("01JDFZ6M9Q3V0W8K5T2RXN4YBC", 2), "paid for, and shown nowhere");
    await client.query(ROWS, [sha256Of(REFERENCE)]).catch(async () => undefined);
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

const ROWS = "";
