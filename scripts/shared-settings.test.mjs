import pg from "pg";
import { afterEach, expect, test } from "vitest";
import { prepareTables } from "./database.mjs";
import { shareSettings } from "./shared-settings.mjs";

/** Not the migrated database itself: other tests copy it, which needs it free of sessions. */
const server = new URL("/postgres", process.env.MAQUETTE_TEST_DATABASE_URL);
const same = { AUTH_SECRET: "a", STORAGE_URL: "s3://b", MAQUETTE_MASTER_KEY_FILE: "k" };
let releases = [];

async function start(values) {
  releases.push(await shareSettings(server.href, values));
}

afterEach(async () => {
  await Promise.all(releases.map((release) => release()));
  releases = [];
});

test("any number of processes start with the same settings", async () => {
  await start(same);
  await start(same);
  await expect(start(same)).resolves.toBeUndefined();
});

test.each(Object.keys(same))("a different %s is refused by name", async (name) => {
  await start(same);
  await expect(start({ ...same, [name]: "other" })).rejects.toThrow(`${name} differs`);
  await expect(start(same)).resolves.toBeUndefined();
});

test("settings may change when all processes have stopped", async () => {
  const release = await shareSettings(server.href, same);
  await release();
  await expect(start({ ...same, AUTH_SECRET: "new" })).resolves.toBeUndefined();
});

test("processes that start at once on an empty database make its tables once", async () => {
  const name = `several_${process.pid}`;
  const admin = new pg.Client({ connectionString: server.href });
  await admin.connect();
  await admin.query(`create database ${name}`);
  const url = new URL(`/${name}`, server);
  await Promise.all(Array.from({ length: 4 }, () => prepareTables(url.href)));
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  const { rows } = await client.query(
    "select count(*)::int as all, count(distinct migration_name)::int as names from _prisma_migrations",
  );
  await client.end();
  await admin.query(`drop database ${name} with (force)`);
  await admin.end();
  expect(rows[0].names).toBeGreaterThan(0);
  expect(rows[0].all).toBe(rows[0].names);
});
