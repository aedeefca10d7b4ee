import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { ulid } from "ulid";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { createTestDatabase } from "@/lib/adapters/prisma/test-database";
import { openTestStudio } from "@/lib/cli/test-studio";
import { clientOf } from "@/lib/sandbox/test-client";

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let studio: Awaited<ReturnType<typeof openTestStudio>>;
const team = { id: ulid(), name: "Atelier" };
const project = { id: ulid(), code: "AK" };
const person = { id: ulid(), email: "ada@example.com" };

beforeAll(async () => {
  database = await createTestDatabase();
  studio = await openTestStudio({ databaseUrl: database.url });
  const { prisma } = database;
  await prisma.team.create({ data: { ...team, timeZone: "UTC" } });
  await prisma.project.create({ data: { ...project, teamId: team.id, name: "Kettle" } });
  await prisma.user.create({ data: { ...person, name: "Ada", passwordHash: "none" } });
  await prisma.membership.create({
    data: { teamId: team.id, userId: person.id, role: "designer" },
  });
});
afterEach(async () => {
  await database.prisma.budget.deleteMany();
  await database.prisma.priceEntry.deleteMany();
});
afterAll(async () => {
  await studio.close();
  await database.drop();
});

describe("what was paid for and is shown nowhere", () => {
  const key = "quarantine/01JDFZ6M9Q3V0W8K5T2RXN4YBC-9f9f9f9f9f9f9f9f";

  test("is listed, and fetched to a file that does not exist yet", async () => {
    expect((await studio.run("kept list")).printed).toBe("Nothing is kept.");
    const { storage } = studio.studio.ports;
    const source = await storage.newSpoolPath();
    await writeFile(source, "no picture");
    await storage.putFile(key, source);
    expect(await studio.runJson("kept list")).toMatchObject({
      exitCode: 0,
      json: { kept: [{ key, sizeBytes: 10 }] },
    });
    const file = path.join(studio.dataDir, "fetched");
    const fetched = await studio.run(`kept get ${key} ${file}`);
    expect(fetched).toMatchObject({ exitCode: 0, printed: `It lies in ${file}` });
    expect(await readFile(file, "utf8")).toBe("no picture");

    await writeFile(file, "something else");
    const again = await studio.run(`kept get ${key} ${file}`);
    expect(again).toMatchObject({
      exitCode: 2,
      noted: `${file} exists already: name another file`,
    });
    expect(await readFile(file, "utf8")).toBe("something else");
  });

  test.each([
    ["kept get", "Usage: maquette kept get KEY [FILE]"],
    ["kept get blobs/9f/9f9f", "is no key of what is kept"],
    ["kept get extra/../secrets/x-1", "is no key of what is kept"],
    ["kept get extra/01JDFZ6M9Q3V0W8K5T2RXN4YBC-2", "Nothing is kept as extra/"],
  ])("%s is refused with words", async (line, words) => {
    const { exitCode, noted } = await studio.run(line);
    expect(exitCode).toBe(2);
    expect(noted).toContain(words);
  });
});

describe("the command line", () => {
  test.each(["", "--help"])("%j names every command and the exit codes", async (line) => {
    const { exitCode, printed } = await studio.run(line);
    expect(exitCode).toBe(0);
    for (const name of ["doctor", "pause", "resume", "reconcile", "ledger verify", "budget set"])
      expect(printed).toContain(`\n  ${name}`);
    expect(printed).toContain("Exit codes: 0 good");
  });

  test("one command tells of itself", async () => {
    const { exitCode, printed } = await studio.run("price set --help");
    expect(exitCode).toBe(0);
    expect(printed).toContain("Usage: maquette price set MODEL RESOLUTION USD");
  });

  test.each([
    ["paint", 'There is no command "paint"'],
    ["doctor --fast", "Unknown option '--fast'"],
    ["resume now", "Unexpected argument 'now'"],
    ["budget", 'There is no command "budget"'],
    ["budget set team", "Usage: maquette budget set"],
    ["budget set team much", '"much" is no amount'],
    ["budget set project ZZ 5", 'has no project "ZZ", but AK'],
    ["budget list --month 2026-13", '"2026-13" is no YYYY-MM'],
    ["budget list --team Other", "Name one team with --team: Atelier"],
    ["price set no-model 4K 1", 'There is no model "no-model"'],
    ["price set gemini-3-pro-image-preview-4k 1K 1", "has the resolutions 4K"],
    ["price set gemini-3-pro-image-preview-4k 4K 0,06", '"0,06" is no amount'],
    ["price set gemini-3-pro-image-preview-4k 4K 600", "must be a slip"],
  ])("%s is refused with words", async (line, words) => {
    const { exitCode, noted, printed } = await studio.run(line);
    expect(exitCode).toBe(2);
    expect(noted).toContain(words);
    expect(printed).toBe("");
  });

  test("a studio that is stopped is told of in one sentence", async () => {
    const stopped = await openTestStudio({
      databaseUrl: "postgresql://maquette:secret@127.0.0.1:1/maquette",
    });
    const { exitCode, noted } = await stopped.run("pause");
    await stopped.close();
    expect(exitCode).toBe(78);
    expect(noted).toBe(
      "The database does not answer: start the studio (npm start), or correct DATABASE_URL.",
    );
  });
});

describe("sending", () => {
  test("is paused with a reason, found so by the doctor, and resumed", async () => {
    const paused = await studio.run("pause the gateway sends nonsense");
    expect(paused.exitCode).toBe(0);
    expect(paused.printed).toMatch(
      /^Sending is paused, since .* by the operator: the gateway sends nonsense\.$/,
    );
    const { json } = await studio.runJson("doctor");
    expect(json.checks).toContainEqual({
      name: "sending",
      state: "warn",
      sentence: expect.stringContaining("the gateway sends nonsense. maquette resume ends it."),
    });

    const resumed = await studio.run("resume");
    expect(resumed.printed).toMatch(/^Sending goes on\. It was paused, since /);
    expect(await studio.studio.ports.sending.findPause()).toBeNull();
    expect((await studio.run("resume")).printed).toBe("Nothing was paused.");
  });

  test("keeps the first reason when it is paused twice", async () => {
    await studio.run("pause first");
    const { json } = await studio.runJson("pause second");
    await studio.run("resume");
    expect(json.pause).toMatchObject({ by: "the operator", reason: "first" });
  });
});

describe("money", () => {
  test("a limit is set for the team, a project and a person, listed and taken away", async () => {
    await studio.run("budget set team 500 --month 2026-03");
    await studio.run("budget set project ak 120.5 --month 2026-03");
    const set = await studio.run("budget set person ada@example.com 40 --month 2026-03");
    expect(set.printed).toBe(
      "The person ada@example.com has a limit of $40.00 a month from 2026-03 on.",
    );
    const listed = await studio.run("budget list --month 2026-03");
    expect(listed.printed.split("\n").sort()).toEqual([
      "person ada@example.com: $0.00 spent, $0.00 reserved, of $40.00",
      "project AK: $0.00 spent, $0.00 reserved, of $120.50",
      "team Atelier: $0.00 spent, $0.00 reserved, of $500.00",
    ]);

    await studio.run("budget set team none --month 2026-03");
    const { json } = await studio.runJson("budget list --month 2026-03 --team Atelier");
    expect(json.budgets).toContainEqual(
      expect.objectContaining({ scope: "team", scopeId: team.id, capMicroUsd: null }),
    );
  });

  test("a budget that is not the sum of its ledger fails the check", async () => {
    const good = await studio.run("ledger verify");
    expect(good).toMatchObject({ exitCode: 0, printed: "Every budget is the sum of its ledger." });

    await database.prisma.budget.create({
      data: {
        teamId: team.id,
        scope: "team",
        scopeId: team.id,
        month: "2026-03",
        isSandbox: false,
        spentMicroUsd: 60_000,
      },
    });
    const bad = await studio.run("ledger verify");
    expect(bad.exitCode).toBe(1);
    expect(bad.printed).toBe(
      `team ${team.id} in 2026-03: the budget says $0.00 reserved and $0.06 spent, its ledger $0.00 reserved and $0.00 spent.`,
    );
  });

  test("a price is entered with its source and counts from then on", async () => {
    const before = await studio.run("price list");
    expect(before.printed).toMatch(/^gemini-3-pro-image-preview-4k +4K +\$0\.06 \(ToAPIs quote/);
    const line = "price set gemini-3-pro-image-preview-4k 4K 0.075 --read-on 2026-11-24";
    const { exitCode } = await studio.run(`${line} --source console`);
    expect(exitCode).toBe(0);
    const after = await studio.run("price list");
    expect(after.printed).toMatch(
      /^gemini-3-pro-image-preview-4k +4K +\$0\.075 \(console, 2026-11-24\)/,
    );
  });
});

describe("a password", () => {
  test("is given anew, and signs in", async () => {
    const { exitCode, printed } = await studio.run("reset-password ADA@example.com");
    expect(exitCode).toBe(0);
    const password = /^The new password of ada@example\.com: (\S{43})$/m.exec(printed)?.[1] ?? "";
    const { passwordHash } = await database.prisma.user.findUniqueOrThrow({
      where: { id: person.id },
    });
    expect(await studio.studio.ports.passwords.verify(password, passwordHash)).toBe(true);
  });

  test("with --second-factor the one that was lost is taken away with it", async () => {
    const { prisma } = database;
    const now = new Date();
    const factor = { userId: person.id, secret: "-", createdAt: now, confirmedAt: now };
    await prisma.secondFactor.create({ data: factor });
    await studio.run("reset-password ada@example.com");
    expect(await prisma.secondFactor.count()).toBe(1);
    const { printed } = await studio.run("reset-password ada@example.com --second-factor");
    expect(printed).toContain("Their second factor is off.");
    expect(await prisma.secondFactor.count()).toBe(0);
    const noted = { action: "second_factor_reset", by: "operator", objectId: person.id };
    expect(await prisma.auditEvent.count({ where: noted })).toBe(1);
    const again = await studio.run("reset-password ada@example.com --second-factor");
    expect(again.printed).toContain("They had no second factor.");
  });

  test.each([
    ["reset-password", "Usage: maquette reset-password ADDRESS"],
    ["reset-password ada", '"ada" is no mail address.'],
    ["reset-password nobody@example.com", "Nobody in a team has the address nobody@example.com."],
  ])("%s is refused with words", async (line, words) => {
    const { exitCode, noted, printed } = await studio.run(line);
    expect(exitCode).toBe(2);
    expect(noted).toContain(words);
    expect(printed).toBe("");
  });
});

describe("reconcile", () => {
  const FOUND = "mq-00000000-found";
  const LOST = "mq-00000000-lost";

  async function addDoubtful(clientBusinessId: string, sentAt: Date) {
    const { prisma } = database;
    const gatewayKeyId = (await studio.studio.ports.connections.current()).key.id;
    const [generationId, variantId] = [ulid(), ulid()];
    const at = { createdAt: sentAt };
    await prisma.generation.create({
      data: {
        id: generationId,
        teamId: team.id,
        projectId: project.id,
        authorId: person.id,
        requestId: generationId,
        requestHash: "",
        code: "AK-0301-01",
        verb: "fresh",
        promptAsTyped: "a cup",
        promptAsSent: "a cup",
        model: "gemini-3-pro-image-preview",
        aspectRatio: "1:1",
        resolution: "1K",
        priceMicroUsd: 40_000,
        lateAfterMs: 120_000,
        ...at,
      },
    });
    await prisma.variant.create({
      data: {
        id: variantId,
        generationId,
        teamId: team.id,
        gatewayKeyId,
        number: 1,
        cell: 1,
        status: "unknown",
        statusChangedAt: sentAt,
        authorId: person.id,
        month: "2026-03",
        reservedMicroUsd: 40_000,
        ...at,
      },
    });
    await prisma.attempt.create({
      data: { id: ulid(), variantId, gatewayKeyId, clientBusinessId, sentAt, ...at },
    });
    return variantId;
  }
  const jobs = () =>
    database.prisma.$queryRaw<{ task: string; key: string }[]>`
      select task_identifier as task, key from graphile_worker.jobs where task_identifier = 'follow'`;

  test("tells what the gateway knows, and hands it to the worker unless it is a dry run", async () => {
    await clientOf(studio.sandbox.url).create({ client_business_id: FOUND });
    const sentAt = new Date("2026-03-01T09:00:00Z");
    const variantIds = [await addDoubtful(FOUND, sentAt), await addDoubtful(LOST, sentAt)];
    // Its worker may still be waiting for the answer.
    await addDoubtful("mq-00000000-new", new Date(Date.now() + 3_600_000));

    const dry = await studio.run("reconcile --dry-run");
    expect(dry.exitCode).toBe(0);
    expect(dry.printed.split("\n").sort()).toEqual([
      "2 attempts are in doubt. Nothing was changed.",
      expect.stringMatching(/^mq-00000000-found, sent 2026-03-01T09:00:00.000Z: task tsk_img_/),
      "mq-00000000-lost, sent 2026-03-01T09:00:00.000Z: not found",
    ]);
    expect(await jobs()).toEqual([]);

    const { json } = await studio.runJson("reconcile");
    expect(json.attempts).toHaveLength(2);
    const keys = (await jobs()).map(({ key }) => key);
    for (const id of variantIds) expect(keys).toContainEqual(expect.stringContaining(id));
  });

  test("fails when the gateway does not answer", async () => {
    await studio.sandbox.stop();
    const { exitCode, printed } = await studio.run("reconcile --dry-run");
    expect(exitCode).toBe(1);
    expect(printed).toContain("mq-00000000-lost, sent 2026-03-01T09:00:00.000Z: ECONNREFUSED");
  });
});
