import { cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createGenerationRepository } from "@/lib/adapters/prisma/generation-repository";
import { createPrismaClient } from "@/lib/adapters/prisma/prisma-client";
import { migrate } from "./migrate.mjs";

const MIGRATIONS = "prisma/migrations";
const NAME = `old_data_${process.pid}`;
const server = new pg.Pool({ connectionString: process.env.MAQUETTE_TEST_DATABASE_URL, max: 1 });
const address = new URL(process.env.MAQUETTE_TEST_DATABASE_URL);
address.pathname = `/${NAME}`;
const first = mkdtempSync(path.join(tmpdir(), "maquette-first-"));

/** What a studio of the first version held: one run with a picture, one that had failed, one under way. */
const OLD_DATA = `
  insert into team values ('team', 'Halden', 'Europe/Oslo', '2026-01-02T03:04:05Z');
  insert into "user" values ('user', 'a@example.com', 'Designer', '-', '2026-01-02T03:04:05Z');
  insert into membership values ('user', 'team', 'owner');
  insert into project values ('project', 'team', 'Autumn KV', 'AK', '2026-01-02T03:04:05Z');
  insert into gateway_key (id, source, label, fingerprint) values ('key', 'sandbox', 'Sandbox', 'print');
  insert into reference_image (id, team_id, sha256, file_name, mime, width, height, size_bytes, thumbhash, created_by_id)
    values ('reference', 'team', 'aa', 'pear.jpg', 'image/jpeg', 640, 480, 1000, '\\x01', 'user');
  insert into generation (id, team_id, project_id, author_id, request_id, request_hash, code, verb, prompt_as_typed,
      prompt_as_sent, model, aspect_ratio, resolution, price_micro_usd, late_after_ms, created_at)
    values ('run', 'team', 'project', 'user', 'press', '-', 'AK-0102-01', 'fresh', 'A pear', 'A pear',
      'gemini-3-pro-image-preview-4k', '1:1', '4K', 134000, 120000, '2026-01-02T03:04:05Z');
  insert into generation_reference (generation_id, slot, reference_image_id, name) values ('run', 1, 'reference', 'pear');
  insert into variant (id, generation_id, team_id, gateway_key_id, number, cell, status, status_changed_at, created_at)
    select status, 'run', 'team', 'key', number, number, status::"VariantStatus", '2026-01-02T03:04:05Z', '2026-01-02T03:04:05Z'
    from (values ('succeeded', 1), ('failed', 2), ('running', 3)) as old (status, number);
  insert into image (id, team_id, variant_id, sha256, mime, width, height, requested_width, requested_height, size_bytes,
      storage_key, created_at)
    values ('image', 'team', 'succeeded', 'bb', 'image/png', 4096, 4096, 4096, 4096, 9000000, 'results/bb.png', '2026-01-02T03:05:05Z');
`;

let prisma;

beforeAll(async () => {
  const [oldest] = readdirSync(MIGRATIONS).sort();
  cpSync(path.join(MIGRATIONS, oldest), path.join(first, oldest), { recursive: true });
  await server.query(`create database ${NAME}`);
  await migrate(address.href, first);
  const client = new pg.Client({ connectionString: address.href });
  await client.connect();
  await client.query(OLD_DATA);
  await client.end();
  await migrate(address.href);
  prisma = createPrismaClient(address.href, 1);
});
afterAll(async () => {
  await prisma?.$disconnect();
  await server.query(`drop database ${NAME} with (force)`);
  await server.end();
  rmSync(first, { recursive: true });
});

test("bug 5: an upgrade from the first version loses no run, no picture, no reference and no price", async () => {
  const generations = createGenerationRepository(prisma, { now: () => new Date() });
  const [run] = await generations.listInProject("team", "project", { cursor: null, limit: 10 });
  expect(run).toMatchObject({ code: "AK-0102-01", promptAsTyped: "A pear" });
  expect(run.references.map(({ slot, name, image }) => [slot, name, image.id])).toEqual([
    [1, "pear", "reference"],
  ]);
  const variants = run.variants.map(({ status, image, spentMicroUsd, chargeBasis }) => [
    status,
    image?.sha256,
    spentMicroUsd,
    chargeBasis,
  ]);
  expect(variants).toEqual([
    ["succeeded", "bb", 134_000, "estimated"],
    ["failed", undefined, 0, null],
    ["running", undefined, null, null],
  ]);
});
