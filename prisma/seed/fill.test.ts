import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase } from "@/lib/adapters/prisma/test-database";
import { findTeam } from "./cast";
import { SEED_RATIOS, type SeedFile } from "./files";
import { fillLibrary } from "./fill";

const COUNT = 300;
const FILE: SeedFile = {
  ...{ sha256: "0".repeat(64), width: 64, height: 64, sizeBytes: 1 },
  thumbhash: new Uint8Array([1, 2, 255]),
  look: { colours: ["orange", "blue"], signature: "01".repeat(72) },
};
const files = new Map(SEED_RATIOS.map((ratio) => [ratio, [FILE]]));

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let client: pg.Client;
beforeAll(async () => {
  database = await createTestDatabase();
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

const one = async (sql: string) => Object.values((await client.query(sql)).rows[0] ?? {})[0];
const all = async (sql: string) => (await client.query(sql)).rows;
const indexes = () => all("select indexdef from pg_indexes where schemaname = 'public' order by 1");

test("nothing can be filled before the studio was set up", async () => {
  expect(await findTeam(client)).toBeNull();
});

test("a library is filled to the picture, with all that is counted beside it", async () => {
  await client.query(
    `insert into team (id, name, time_zone) values ('team', 'Halden', 'Europe/Oslo');
     insert into gateway_key (id, source, label, fingerprint, account) values ('key', 'sandbox', 'Sandbox', '-', '-')`,
  );
  const team = await findTeam(client);
  if (!team) throw new Error("no team");
  const before = await indexes();
  const fill = (seed: number) =>
    fillLibrary(client, { team, files, imageCount: COUNT, seed, tell: () => undefined });
  await fill(1);
  await fill(2);

  for (const table of ["image", "image_look", "library_entry", "variant"])
    expect(await one(`select count(*)::int from ${table} where team_id = 'team'`)).toBe(2 * COUNT);
  const days = "team_id, day, project_id, author_id";
  const kinds = "model, aspect_ratio, status, stars";
  const counts = `${days}, ${kinds}`;
  const entries =
    "(select *, library_status(pick_count, reject_count) as status from library_entry) as e";
  for (const [table, by] of [
    ["library_day", days],
    ["library_tally", counts],
    ["library_total", `team_id, project_id, author_id, ${kinds}`],
  ] as const)
    expect(
      await all(`select ${by}, image_count from ${table} where image_count > 0 order by ${by}`),
    ).toEqual(
      await all(
        `select ${by}, count(*)::int as image_count from ${entries} group by ${by} order by ${by}`,
      ),
    );
  // What is made next has a number of its own.
  expect(await one("select sum(generation_count)::int from project_day")).toBe(
    await one("select count(*)::int from generation"),
  );
  expect(
    await all(
      "select project_id, code, created_at::date from generation group by 1, 2, 3 having count(*) > 1",
    ),
  ).toEqual([]);
  expect(
    await all(
      `select e.image_id from library_entry e left join image_mark m using (image_id)
       where (e.stars, e.pick_count, e.reject_count) is distinct from
         (coalesce(m.stars, 0), (m.verdict is not distinct from 'pick')::int, (m.verdict is not distinct from 'reject')::int)`,
    ),
  ).toEqual([]);
  expect(await one("select count(distinct tag_id)::int from image_tag")).toBeGreaterThan(3);
  expect(await one("select count(*)::int from library_entry where text ~ '[а-я]'")).toBeGreaterThan(
    99,
  );
  expect(await one("select count(distinct author_id)::int from library_entry")).toBe(6);
  expect(
    await one("select count(distinct date_trunc('month', at))::int from library_entry"),
  ).toBeGreaterThan(12);
  expect(await indexes()).toEqual(before);
});
