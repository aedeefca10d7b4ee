import { parseArgs } from "node:util";
import pg from "pg";
import { ulid } from "ulid";
import { createDice } from "@/crash/dice";
import { composePorts } from "@/lib/server/composition";
import { readSettings } from "@/lib/server/env";
import { paintFiles } from "./files";
import { addGeneration, type Batch, type Cast } from "./rows";

const BATCH_IMAGES = 5_000;
const PEOPLE = [
  "Lin Yao",
  "Marta Ruiz",
  "Oleg Sidorov",
  "Sofia Marin",
  "Анна Котова",
  "Илья Ветров",
];
const PROJECTS = {
  SA: "Seed: skin care",
  SB: "Seed: shoes",
  SC: "Семена: посуда",
  SD: "Seed: toys",
};
/** Building them once at the end takes a third of the time of keeping them up to date. */
const SLOW_INDEXES = ["library_entry_words_idx"];

/** Fills the first team's library with pictures. Needs a studio that has been set up. */
export async function seed(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      images: { type: "string", default: "10000" },
      seed: { type: "string", default: "1" },
    },
  });
  const imageCount = Number(values.images);
  const write = (text: string) => process.stdout.write(`${text}\n`);
  const settings = readSettings();
  const ports = composePorts(settings);
  const client = new pg.Client({ connectionString: settings.databaseUrl });
  await client.connect();
  const cast = await findCast(client);
  if (!cast) {
    write("There is no team yet: start the studio and make the first account, then seed again.");
    return 1;
  }
  write("Painting…");
  const files = await paintFiles(ports);
  const dice = createDice(Number(values.seed));
  const now = Date.now();
  const indexes = await dropIndexes(client);
  for (let done = 0, number = now % 1_000_000_000; done < imageCount; ) {
    const batch: Batch = {
      ...{ generation: [], variant: [], image: [], image_look: [], image_mark: [] },
    };
    while (batch.image.length < Math.min(BATCH_IMAGES, imageCount - done))
      addGeneration(batch, cast, { dice, files, now, number: number++ });
    await insert(client, batch);
    done += batch.image.length;
    write(`${done} of ${imageCount}`);
  }
  write("Indexes and statistics…");
  for (const definition of indexes) await client.query(definition);
  await client.query("vacuum analyze");
  await client.end();
  await ports.media.close();
  return 0;
}

async function findCast(client: pg.Client): Promise<Cast | null> {
  const one = async (sql: string, values: unknown[] = []) =>
    (await client.query<{ id: string }>(sql, values)).rows[0]?.id;
  const teamId = await one("select id from team order by created_at limit 1");
  const gatewayKeyId = await one("select id from gateway_key order by source limit 1");
  if (!teamId || !gatewayKeyId) return null;
  for (const [code, name] of Object.entries(PROJECTS))
    await client.query(
      "insert into project (id, team_id, name, code) values ($1, $2, $3, $4) on conflict do nothing",
      [ulid(), teamId, name, code],
    );
  for (const [index, name] of PEOPLE.entries())
    await addPerson(client, teamId, { name, email: `seed-${index + 1}@example.invalid` });
  const projects = await client.query<{ id: string; code: string }>(
    "select id, code from project where team_id = $1",
    [teamId],
  );
  const people = await client.query<{ id: string }>(
    `select user_id as id from membership where team_id = $1`,
    [teamId],
  );
  return {
    ...{ teamId, gatewayKeyId, projects: projects.rows },
    people: people.rows.map(({ id }) => id),
  };
}

/** Nobody can sign in as one of them: there is no password of that hash. */
async function addPerson(
  client: pg.Client,
  teamId: string,
  { name, email }: { name: string; email: string },
) {
  const { rows } = await client.query<{ id: string }>(
    `insert into "user" (id, email, name, password_hash) values ($1, $2, $3, '!')
     on conflict (email) do update set name = excluded.name returning id`,
    [ulid(), email, name],
  );
  await client.query(
    "insert into membership (user_id, team_id, role) values ($1, $2, 'designer') on conflict do nothing",
    [rows[0]?.id, teamId],
  );
}

async function dropIndexes(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ indexdef: string }>(
    "select indexdef from pg_indexes where indexname = any ($1)",
    [SLOW_INDEXES],
  );
  for (const name of SLOW_INDEXES) await client.query(`drop index ${name}`);
  return rows.map(({ indexdef }) => indexdef);
}

async function insert(client: pg.Client, batch: Batch) {
  await client.query("begin");
  for (const [table, rows] of Object.entries(batch)) {
    const columns = Object.keys(rows[0] ?? {});
    if (columns.length === 0) continue;
    const json = JSON.stringify(rows, (_, value) =>
      value instanceof Uint8Array || value?.type === "Buffer"
        ? `\\x${Buffer.from(value).toString("hex")}`
        : value,
    );
    await client.query(
      `insert into ${table} (${columns}) select ${columns} from json_populate_recordset(null::${table}, $1)`,
      [json],
    );
  }
  await client.query(
    `update library_entry e set pick_count = m.picks, reject_count = m.rejects, stars = m.stars
     from (select image_id, count(*) filter (where verdict = 'pick') as picks,
       count(*) filter (where verdict = 'reject') as rejects, max(stars) as stars
       from image_mark where image_id = any ($1) group by image_id) as m
     where e.image_id = m.image_id`,
    [batch.image_mark.map((row) => row["image_id"])],
  );
  await client.query("commit");
}
