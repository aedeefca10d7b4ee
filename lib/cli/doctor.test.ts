import { mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { build } from "esbuild";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { createMediaProcess } from "@/lib/adapters/media/media-process";
import { createTestDatabase } from "@/lib/adapters/prisma/test-database";
import { openTestStudio } from "@/lib/cli/test-studio";
import { clientOf } from "@/lib/sandbox/test-client";

type Check = { name: string; state: string; sentence: string };
type TestStudio = Awaited<ReturnType<typeof openTestStudio>>;

let database: Awaited<ReturnType<typeof createTestDatabase>>;
const open: TestStudio[] = [];
beforeAll(async () => {
  database = await createTestDatabase();
});
afterEach(async () => {
  for (const studio of open.splice(0)) await studio.close();
  await database.prisma.workerHeartbeat.deleteMany();
  await database.prisma.installationFact.deleteMany();
});
afterAll(() => database.drop());

async function openStudio(env: Record<string, string> = {}) {
  const studio = await openTestStudio({ databaseUrl: database.url, env });
  open.push(studio);
  return studio;
}

/** Ahead of time: a slow machine must not make this worker silent. */
const beat = (seenAt = new Date(Date.now() + 3_600_000)) =>
  database.prisma.workerHeartbeat.create({ data: { workerId: "worker-1", seenAt } });

/** What the machine that runs the tests decides, and what nobody has done in them. */
const OF_THE_MACHINE = ["file system", "free disk", "backup"];
const troubles = (checks: Check[]) =>
  checks.filter(({ name, state }) => state !== "ok" && !OF_THE_MACHINE.includes(name));

describe("a studio that runs", () => {
  test("is found to be well, by everything that the doctor looks at", async () => {
    const studio = await openStudio();
    await studio.holdDataFolder();
    await beat();
    const { exitCode, json } = await studio.runJson("doctor");
    expect(troubles(json.checks)).toEqual([]);
    expect(exitCode).toBe(0);
    expect(json.checks.map(({ name }: Check) => name)).toEqual([
      "node",
      "packages",
      "data folder",
      "file system",
      "free disk",
      "single instance",
      "storage",
      "postgresql",
      "durability",
      "database clock",
      "migrations",
      "worker",
      "backup",
      "log",
      "gateway clock",
      "gateway key",
      "sending",
      "gateway words",
    ]);
  });

  test("is told in lines to a person, with the key's credits", async () => {
    const studio = await openStudio();
    const { printed } = await studio.run("doctor");
    expect(printed).toContain("ok    gateway key      Sandbox at http://127.0.0.1:");
    expect(printed).toContain("10000 credits left");
  });
});

describe("the doctor finds", () => {
  test("that there is no backup, and how old one is", async () => {
    const studio = await openStudio();
    const backup = async () =>
      (await studio.runJson("doctor")).json.checks.find(({ name }: Check) => name === "backup");
    expect(await backup()).toMatchObject({
      state: "warn",
      sentence: expect.stringContaining("There is none yet: run maquette backup"),
    });
    expect((await studio.run("backup")).exitCode).toBe(0);
    expect(await backup()).toMatchObject({
      state: "ok",
      sentence: expect.stringMatching(/^The last, .*Z, is less than an hour old\.$/),
    });
    const nowhere = path.join(studio.dataDir, "supervisor.lock");
    await studio.holdDataFolder();
    expect((await studio.run(`backup --to ${nowhere}`)).exitCode).not.toBe(0);
    expect(await backup()).toMatchObject({
      state: "fail",
      sentence: expect.stringContaining("the last good one is less than an hour old"),
    });
  });

  test("a worker that is silent", async () => {
    const studio = await openStudio();
    await studio.holdDataFolder();
    await beat(new Date("2026-01-01"));
    const { exitCode, json } = await studio.runJson("doctor");
    expect(troubles(json.checks)).toMatchObject([
      { name: "worker", state: "fail", sentence: expect.stringMatching(/signed \d+ s ago/) },
    ]);
    expect(exitCode).toBe(1);
  });

  test("a database that may lose what it has confirmed", async () => {
    await beat();
    const name = new URL(database.url).pathname.slice(1);
    await database.prisma.$executeRawUnsafe(`alter database ${name} set synchronous_commit = off`);
    try {
      const studio = await openStudio();
      await studio.holdDataFolder();
      const { json } = await studio.runJson("doctor");
      expect(troubles(json.checks)).toMatchObject([
        { name: "durability", sentence: expect.stringContaining("synchronous_commit=off") },
      ]);
    } finally {
      await database.prisma.$executeRawUnsafe(`alter database ${name} reset synchronous_commit`);
    }
  });

  test("a migration that this version does not know", async () => {
    await beat();
    await database.prisma.$executeRaw`
      insert into _prisma_migrations (id, checksum, finished_at, migration_name)
      values ('later', 'x', now(), '20990101000000_later')`;
    try {
      const studio = await openStudio();
      await studio.holdDataFolder();
      const { json } = await studio.runJson("doctor");
      expect(troubles(json.checks)).toMatchObject([
        { name: "migrations", sentence: expect.stringContaining("20990101000000_later") },
      ]);
    } finally {
      await database.prisma.$executeRaw`delete from _prisma_migrations where id = 'later'`;
    }
  });

  test("a key that the gateway does not know", async () => {
    const studio = await openStudio({ TOAPIS_API_KEY: "not-a-key" });
    await studio.holdDataFolder();
    await beat();
    const { json } = await studio.runJson("doctor");
    expect(troubles(json.checks)).toMatchObject([
      { name: "gateway key", state: "fail", sentence: expect.stringContaining("HTTP 401") },
    ]);
    expect(JSON.stringify(json)).not.toContain("not-a-key");
  });

  test("a storage that cannot be written", async () => {
    const studio = await openStudio();
    await rm(path.join(studio.dataDir, "storage"), { recursive: true, force: true });
    await symlink("/dev/null", path.join(studio.dataDir, "storage"));
    const { json } = await studio.runJson("doctor");
    expect(json.checks).toContainEqual(expect.objectContaining({ name: "storage", state: "fail" }));
  });

  test("a studio that is stopped, and looks at the rest all the same", async () => {
    const studio = await openStudio({
      DATABASE_URL: "postgresql://maquette:x@127.0.0.1:1/maquette",
    });
    const { exitCode, json } = await studio.runJson("doctor");
    expect(exitCode).toBe(1);
    expect(troubles(json.checks)).toMatchObject([
      { name: "single instance", state: "warn" },
      { name: "database", state: "fail", sentence: expect.stringContaining("npm start") },
    ]);
  });
});

describe("live checks", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "maquette-live-"));
    await build({
      entryPoints: ["media.ts"],
      outfile: path.join(folder, "media.mjs"),
      bundle: true,
      platform: "node",
      format: "esm",
      external: ["sharp"],
    });
    await symlink(path.resolve("node_modules"), path.join(folder, "node_modules"));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  async function openLive() {
    const opened = await openStudio();
    await opened.holdDataFolder();
    await beat();
    opened.studio.ports.media = createMediaProcess({
      entry: path.join(folder, "media.mjs"),
      processesMax: 1,
    });
    return opened;
  }
  const paid = async ({ sandbox }: TestStudio): Promise<unknown[]> =>
    Object.values(await clientOf(sandbox.url).ledger()).flat();
  const statesOf = (live: { name: string; state: string }[]) =>
    Object.fromEntries(live.map(({ name, state }) => [name, state]));

  test("cost nothing where nobody can agree to pay", async () => {
    const studio = await openLive();
    const { exitCode, json, questions } = await studio.runJson("doctor --live");
    expect(exitCode).toBe(0);
    expect(questions).toEqual(Array(4).fill("   Pay for it?"));
    expect(await paid(studio)).toEqual([]);
    expect(statesOf(json.live)).toEqual({
      models: "ok",
      text_to_image: "skipped",
      reference: "skipped",
      reference_images: "skipped",
      status: "skipped",
      repeat: "skipped",
      upload_age: "ok",
    });
  });

  test("name each price, pay with --yes, and keep what came back", async () => {
    const studio = await openLive();
    const { exitCode, noted, questions } = await studio.run("doctor --live --yes");
    expect(exitCode).toBe(0);
    expect(questions).toEqual([]);
    expect(noted.match(/costs: {4}about \$0\.06 \(ToAPIs quote call, 2026-09-12\)/g)).toHaveLength(
      4,
    );
    expect(noted).toMatch(/got: {6}ok: 4096×4096 px, image\/\w+, .* MB after .* s, 12 credits/);
    expect(await paid(studio)).toMatchObject([
      { references: [] },
      { references: [{ url: expect.any(String) }] },
      { references: [{ url: expect.any(String) }] },
      { references: [] },
    ]);

    const facts = await database.prisma.installationFact.findMany({ orderBy: { name: "asc" } });
    expect(facts.map(({ name, value }) => [name, value])).toMatchObject([
      ["live.models", { state: "ok", calls: [{ status: 200 }] }],
      ["live.reference", { state: "ok" }],
      ["live.reference_images", { state: "ok" }],
      ["live.repeat", { state: "warn", got: expect.stringContaining("paid twice") }],
      ["live.status", { state: "ok", calls: [{ status: 200 }, { status: 404 }] }],
      [
        "live.text_to_image",
        {
          state: "ok",
          clientBusinessId: expect.stringMatching(/^mq-\w{8}-\w{26}$/),
          picture: { width: 4_096, height: 4_096 },
          creditsBefore: 0,
          creditsAfter: 12,
          calls: [
            { endpoint: "POST /v1/images/generations", status: 200, headers: expect.anything() },
            { status: 200, envelope: expect.stringContaining('"completed"') },
          ],
        },
      ],
      ["live.upload_age", { state: "ok", workedHours: expect.any(Number), goneHours: null }],
    ]);
    expect(JSON.stringify(facts)).not.toContain("sk-");
  }, 240_000);

  test("do not begin while something else is wrong", async () => {
    const studio = await openLive();
    await database.prisma.workerHeartbeat.deleteMany();
    const { exitCode, json } = await studio.runJson("doctor --live --yes");
    expect(exitCode).toBe(1);
    expect(json.live).toBeUndefined();
    expect(await paid(studio)).toEqual([]);
  });
});
