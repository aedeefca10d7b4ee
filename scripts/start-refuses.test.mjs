import { spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { freePort } from "./embedded-postgres.mjs";

const template = new URL(process.env.MAQUETTE_TEST_DATABASE_URL);
const name = `start_${randomUUID().replaceAll("-", "")}`;
const url = new URL(template);
url.pathname = `/${name}`;
let folder;

async function query(address, sql) {
  const client = new pg.Client({ connectionString: String(address) });
  await client.connect();
  await client.query(sql).finally(() => client.end());
}

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "maquette-start-"));
  const server = new URL(template);
  server.pathname = "/postgres";
  await query(server, `create database ${name} template ${template.pathname.slice(1)}`);
});
afterAll(async () => {
  const server = new URL(template);
  server.pathname = "/postgres";
  await query(server, `drop database ${name} with (force)`);
  rmSync(folder, { recursive: true });
});

test.each([
  [
    "a newer version of the tables",
    `insert into _prisma_migrations (id, checksum, finished_at, migration_name)
     values ('future', '-', now(), '29990101000000_future')`,
    "The database is newer than this version of Maquette (it has 29990101000000_future): start the newer version, or restore the backup made before the upgrade.",
  ],
  [
    "tables that were left half made",
    `update _prisma_migrations set finished_at = null where id = 'future'`,
    "Migration 29990101000000_future was left half applied: restore the last backup.",
  ],
])("npm start ends with 78 and one sentence on %s", async (_, change, sentence) => {
  await query(url, change);
  const start = path.join(import.meta.dirname, "start.mjs");
  const { status, stdout, stderr } = spawnSync(process.execPath, [start], {
    encoding: "utf8",
    env: {
      ...process.env,
      DATA_DIR: path.join(folder, "data"),
      DATABASE_URL: url.href,
      PORT: String(await freePort()),
    },
  });
  expect(`${stdout}${stderr}`.trim()).toBe(sentence);
  expect(status).toBe(78);
});
