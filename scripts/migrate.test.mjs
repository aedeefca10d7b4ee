import { randomUUID } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll, afterEach, beforeEach, expect, test } from "vitest";
import { migrate } from "./migrate.mjs";

const server = new pg.Pool({ connectionString: process.env.MAQUETTE_TEST_DATABASE_URL, max: 1 });
let database;
let url;
let folder;

beforeEach(async () => {
  database = `migrate_${randomUUID().replaceAll("-", "")}`;
  await server.query(`create database ${database}`);
  const address = new URL(process.env.MAQUETTE_TEST_DATABASE_URL);
  address.pathname = `/${database}`;
  url = address.href;
  folder = mkdtempSync(path.join(tmpdir(), "maquette-migrations-"));
  write("1_init", "create table kept (id int);");
});
afterEach(async () => {
  await server.query(`drop database ${database} with (force)`);
  rmSync(folder, { recursive: true });
});

afterAll(() => server.end());

function write(name, sql) {
  mkdirSync(path.join(folder, name), { recursive: true });
  writeFileSync(path.join(folder, name, "migration.sql"), sql);
}

async function query(sql) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

test("each migration is applied once, in the order of the names", async () => {
  write("2_more", "alter table kept add column name text;");
  expect(await migrate(url, folder)).toEqual(["1_init", "2_more"]);
  expect(await migrate(url, folder)).toEqual([]);
});

test("two starts at once apply a migration once", async () => {
  const applied = await Promise.all([migrate(url, folder), migrate(url, folder)]);
  expect(applied.flat()).toEqual(["1_init"]);
});

test("a migration that fails leaves nothing behind and can be mended", async () => {
  write("2_more", "create table half (id int); select nonsense;");
  await expect(migrate(url, folder)).rejects.toThrow(/2_more failed and was undone/);
  expect(await query("select to_regclass('half') as half")).toEqual([{ half: null }]);
  write("2_more", "create table half (id int);");
  expect(await migrate(url, folder)).toEqual(["2_more"]);
});

test("a database whose history was edited is refused", async () => {
  await migrate(url, folder);
  write("1_init", "create table kept (id bigint);");
  await expect(migrate(url, folder)).rejects.toThrow(/1_init was edited/);
});

test("a database of a newer version is refused", async () => {
  write("2_future", "create table future (id int);");
  await migrate(url, folder);
  rmSync(path.join(folder, "2_future"), { recursive: true });
  await expect(migrate(url, folder)).rejects.toThrow(/newer than this version.*2_future/);
});

test("a database that was left half migrated is refused", async () => {
  await migrate(url, folder);
  await query("update _prisma_migrations set finished_at = null");
  await expect(migrate(url, folder)).rejects.toThrow(/1_init was left half applied/);
});
