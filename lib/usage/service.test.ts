import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTestDatabase } from "@/lib/adapters/prisma/test-database";
import { createUploadRepository } from "@/lib/adapters/prisma/upload-repository";
import { USAGE_WORDS } from "@/lib/server/usage-words";
import type { Actor } from "@/lib/shared/actor";
import { USAGE_GROUPS } from "@/lib/usage/schema/facts";
import { exportUsage, listUsageGroups, readUsage, reconcile } from "@/lib/usage/service";
import { MARCH, openTestUsage } from "@/lib/usage/service/test-usage";

const DAY_MS = 24 * 60 * 60_000;

let database: Awaited<ReturnType<typeof createTestDatabase>>;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

test("a month says what was pressed, what came, what is kept, what it cost and how long it took", async () => {
  const u = await openTestUsage(database);
  await u.make({ spentMicroUsd: 100_000, isKept: true, waitMs: 10_000 });
  await u.make({ spentMicroUsd: 200_000, basis: "measured", waitMs: 20_000 });
  await u.make({ spentMicroUsd: 300_000, waitMs: 30_000 });
  await u.make({ status: "failed", basis: null, failureCode: "policy_refused" });
  const open = await u.make({ status: "queued" });
  const view = await u.read();
  expect(view).toMatchObject({ reach: "team", from: "2026-03-01", until: "2026-03-31" });
  expect(view.total).toEqual({
    ...{ generationCount: 5, variantCount: 5, pictureCount: 3, keptCount: 1, failedCount: 1 },
    ...{ spentMicroUsd: 600_000, keptMicroUsd: 100_000, measuredMicroUsd: 200_000 },
    reservedMicroUsd: open.generation.priceMicroUsd,
    ...{ waitMs: 20_000, slowWaitMs: 30_000 },
  });
  expect(view.failures).toEqual([{ code: "policy_refused", count: 1 }]);
  expect(view.days).toEqual([{ ...view.total, day: "2026-03-01" }]);
});

test("what a month has spent and holds is what its budget says", async () => {
  const u = await openTestUsage(database);
  await u.make({ spentMicroUsd: 100_000 });
  await u.make({ status: "queued" });
  u.ports.clock.advance(31 * DAY_MS);
  await u.make({ spentMicroUsd: 70_000 });
  const budgets = await u.ports.ledger.listBudgets(u.studio.teamId, "2026-03");
  const team = budgets.find(({ scope }) => scope === "team");
  const { total } = await u.read();
  expect(total.spentMicroUsd).toBe(team?.spentMicroUsd);
  expect(total.reservedMicroUsd).toBe(team?.reservedMicroUsd);
});

test("a cell that is sent again is a picture more, and no press", async () => {
  const u = await openTestUsage(database);
  const { generation, variantId } = await u.make({ status: "failed", basis: null });
  const variant = await database.prisma.variant.findUniqueOrThrow({ where: { id: variantId } });
  const id = u.ports.clock.newId();
  const createdAt = new Date(variant.createdAt.getTime() + 2 * DAY_MS);
  await database.prisma.variant.create({
    data: { ...variant, resultUrls: [], id, number: 2, status: "succeeded", createdAt },
  });
  const { total, days } = await u.read();
  expect(total).toMatchObject({ generationCount: 1, variantCount: 2, failedCount: 1 });
  expect(days.map(({ day, generationCount }) => [day, generationCount])).toEqual([
    ["2026-03-01", 1],
    ["2026-03-03", 0],
  ]);
  expect(generation.variants).toHaveLength(1);
});

test("what is in the bin is not kept", async () => {
  const u = await openTestUsage(database);
  const { imageId } = await u.make({ spentMicroUsd: 10_000, isKept: true });
  await u.make({ spentMicroUsd: 10_000 });
  expect((await u.read()).total).toMatchObject({ keptCount: 1, keptMicroUsd: 10_000 });
  await database.prisma.libraryEntry.update({
    where: { imageId },
    data: { deletedAt: new Date() },
  });
  expect((await u.read()).total).toMatchObject({ keptCount: 0, keptMicroUsd: 0, pictureCount: 2 });
});

test("a picture that somebody brought is no part of it", async () => {
  const u = await openTestUsage(database);
  const { studio } = u;
  const { clock } = studio.ports;
  const sha256 = "ab".repeat(32);
  await studio.ports.database.transaction((tx) =>
    createUploadRepository(database.prisma).create(tx, studio.actor, {
      ...{ generationId: clock.newId(), variantId: clock.newId(), teamId: studio.teamId },
      ...{ projectId: studio.projectId, authorId: studio.actor.userId, code: "AK-0301-90" },
      ...{ gatewayKeyId: studio.key.id, month: "2026-03", aspectRatio: "1:1" as const },
      ...{ fileName: "quay.jpg", receivedSha256: sha256, at: clock.now() },
      image: {
        ...{ id: clock.newId(), sha256, storageKey: sha256, sizeBytes: 5 },
        ...{ mime: "image/jpeg" as const, width: 64, height: 64 },
      },
    }),
  );
  expect((await u.read()).total).toMatchObject({ generationCount: 0, variantCount: 0 });
});

test("days and months begin in UTC, and this month is compared with as much of the last one", async () => {
  const u = await openTestUsage(database);
  // The first of March 2026, 09:00 UTC.
  await u.make({ spentMicroUsd: 1_000 });
  u.ports.clock.advance(15 * 60 * 60_000 - 1);
  await u.make({ spentMicroUsd: 2_000 });
  u.ports.clock.advance(1);
  await u.make({ spentMicroUsd: 4_000 });
  const { days } = await u.read();
  expect(days.map(({ day, spentMicroUsd }) => [day, spentMicroUsd])).toEqual([
    ["2026-03-01", 3_000],
    ["2026-03-02", 4_000],
  ]);
  u.ports.clock.advance(31 * DAY_MS - 12 * 60 * 60_000);
  const april = await u.read({ ...MARCH, day: "2026-04-01" });
  expect(april.total.spentMicroUsd).toBe(0);
  // Half of the first of April has gone.
  expect(april.before.spentMicroUsd).toBe(1_000);
});

test("a forecast to the end of the month counts what is spent and what is held", async () => {
  const u = await openTestUsage(database);
  for (let day = 0; day < 10; day += 1) {
    await u.make({ spentMicroUsd: 100_000 });
    u.ports.clock.advance(DAY_MS);
  }
  const { forecast } = await u.read();
  expect(forecast).toMatchObject({ lowMicroUsd: 3_100_000, highMicroUsd: 3_100_000 });
  expect(forecast?.days).toHaveLength(21);
  expect((await u.read({ ...MARCH, day: "2026-02-15" })).forecast).toBeNull();
});

describe("By person, project, model and text", () => {
  test("each has its own figures, what cost most first, and together they are all", async () => {
    const u = await openTestUsage(database);
    const ben = await u.addColleague("Ben");
    await u.make({ spentMicroUsd: 100_000, prompt: "A bottle" });
    await u.make({ spentMicroUsd: 300_000, prompt: "A shoe", by: ben, isKept: true });
    await u.make({ spentMicroUsd: 50_000, prompt: "a   BOTTLE" });
    const { total } = await u.read();
    for (const by of USAGE_GROUPS) {
      const { groups, isCut } = await u.groups(by);
      expect(isCut).toBe(false);
      const sum = groups.reduce((all, { spentMicroUsd }) => all + spentMicroUsd, 0);
      expect(sum, by).toBe(total.spentMicroUsd);
    }
    expect((await u.groups("person")).groups).toMatchObject([
      { name: "Ben", spentMicroUsd: 300_000, keptCount: 1 },
      { name: "Designer", spentMicroUsd: 150_000, keptCount: 0 },
    ]);
    expect((await u.groups("project")).groups).toMatchObject([
      { name: "Autumn KV", code: "AK", variantCount: 3 },
    ]);
    expect((await u.groups("model")).groups).toMatchObject([{ name: "Gemini 3 Pro Image 4K" }]);
    const recipes = (await u.groups("recipe")).groups;
    expect(recipes.map(({ spentMicroUsd }) => spentMicroUsd)[0]).toBe(300_000);
    expect(recipes[0]).toMatchObject({ name: "A shoe", code: expect.stringMatching(/^AK-0301-/) });
  });

  test("of a long list those that cost most are told, and that there are more", async () => {
    const u = await openTestUsage(database);
    const { usage } = u.ports;
    await u.make({ prompt: "One", spentMicroUsd: 1 });
    await u.make({ prompt: "Two", spentMicroUsd: 2 });
    const span = {
      ...{ teamId: u.studio.teamId, isSandbox: false, personId: null },
      ...{ from: new Date("2026-03-01"), to: new Date("2026-04-01") },
    };
    const [only, ...others] = await usage.listGroups(span, "recipe", 1);
    expect(only?.name).toBe("Two");
    expect(others).toEqual([]);
  });
});

describe("Who sees what", () => {
  test("a designer sees their own part and nobody else's", async () => {
    const u = await openTestUsage(database);
    const ben = await u.addColleague("Ben");
    await u.make({ spentMicroUsd: 100_000, isKept: true });
    await u.make({ spentMicroUsd: 300_000, by: ben });
    const designer = u.as("designer", ben);
    const view = await u.read(MARCH, designer);
    expect(view).toMatchObject({ reach: "own", total: { spentMicroUsd: 300_000, keptCount: 0 } });
    for (const by of USAGE_GROUPS) {
      const { groups } = await u.groups(by, designer);
      expect(groups.map(({ spentMicroUsd }) => spentMicroUsd)).toEqual([300_000]);
    }
    const table = await u.table("en", designer);
    expect(table).toContain("Ben");
    expect(table).not.toContain("Designer");
    expect(await reconcile(u.ports, designer, MARCH)).toEqual({
      ok: false,
      error: { code: "not_allowed" },
    });
  });

  test("a reviewer sees nothing", async () => {
    const u = await openTestUsage(database);
    const reviewer = u.as("reviewer");
    const refused = { ok: false, error: { code: "not_allowed" } };
    const words = USAGE_WORDS.en;
    expect(await readUsage(u.ports, reviewer, MARCH)).toEqual(refused);
    expect(await listUsageGroups(u.ports, reviewer, { ...MARCH, by: "model" })).toEqual(refused);
    expect(await exportUsage(u.ports, reviewer, { ...MARCH, words })).toEqual(refused);
    expect(await reconcile(u.ports, reviewer, MARCH)).toEqual(refused);
  });

  test("of another team nothing is counted", async () => {
    const [mine, theirs] = [await openTestUsage(database), await openTestUsage(database)];
    await theirs.make({ spentMicroUsd: 900_000, isKept: true });
    expect((await mine.read()).total).toMatchObject({ generationCount: 0, spentMicroUsd: 0 });
    // Not even for somebody with the id of one of its people.
    const stranger = { ...mine.as("designer"), userId: theirs.studio.actor.userId } as Actor;
    expect((await mine.read(MARCH, stranger)).total.spentMicroUsd).toBe(0);
    for (const by of USAGE_GROUPS) expect((await mine.groups(by)).groups).toEqual([]);
  });

  test("sandbox money is told apart", async () => {
    const u = await openTestUsage(database);
    await u.make({ spentMicroUsd: 900_000 });
    await database.prisma.gatewayKey.update({
      where: { id: u.studio.key.id },
      data: { source: "sandbox" },
    });
    expect((await u.read()).total.variantCount).toBe(0);
    const sandbox = await u.read({ ...MARCH, money: "sandbox" });
    expect(sandbox.total.spentMicroUsd).toBe(900_000);
  });
});

describe("As a file", () => {
  test("everything is there, and no program takes a name for a formula", async () => {
    const u = await openTestUsage(database);
    const formula = '=HYPERLINK("https://evil.example","x")';
    await u.make({ spentMicroUsd: 1_250_000, prompt: formula, isKept: true, waitMs: 12_300 });
    await u.make({ spentMicroUsd: 10_000, prompt: "-1+cmd" });
    await database.prisma.user.update({
      where: { id: u.studio.actor.userId },
      data: { name: "+1 Lin" },
    });
    const text = await u.table();
    const lines = text.trim().split("\r\n");
    expect(lines[0]).toContain("By,Name,Code,Presses,");
    expect(lines[1]).toBe("All,,,2,2,2,1,0,1.2600,0.0000,0.0000,1.2600,9.0,12.3");
    expect(lines[2]).toMatch(/^Day,2026-03-01,,2,2,2,1,0,1\.2600/);
    expect(lines.map((line) => line.split(",")[0]?.replace("\ufeff", ""))).toEqual([
      ...["By", "All", "Day", "Person", "Project", "Model", "Text", "Text"],
    ]);
    expect(text).toContain(`"'=HYPERLINK(""https://evil.example"",""x"")"`);
    expect(text).toContain("'-1+cmd");
    expect(text).toContain("'+1 Lin");
  });

  test("in Russian it is in Russian, with the signs of that country", async () => {
    const u = await openTestUsage(database);
    await u.make({ spentMicroUsd: 1_250_000 });
    const [heads, all] = (await u.table("ru")).split("\r\n");
    expect(heads).toContain("По чему;Название;Код;");
    expect(all).toContain("Всего;;;1;1;1;0;0;1,2500;");
  });
});

describe("Against the gateway's counter", () => {
  async function openCounted() {
    const u = await openTestUsage(database);
    const gatewayKeyId = u.studio.key.id;
    const at = (time: string) => new Date(`2026-${time}Z`);
    const reading = (time: string, usedCredits: number | null, isQuiet = true) =>
      database.prisma.balanceReading.create({
        data: {
          ...{ id: u.ports.clock.newId(), gatewayKeyId, isQuiet, at: at(time), usedCredits },
          remainingCredits: usedCredits === null ? null : 1_000 - usedCredits,
        },
      });
    const sent = async (time: string, spentMicroUsd: number) => {
      const { variantId } = await u.make({ spentMicroUsd });
      const id = u.ports.clock.newId();
      const attempt = { id, variantId, gatewayKeyId, clientBusinessId: id };
      await database.prisma.attempt.create({
        data: { ...attempt, createdAt: at(time), sentAt: at(time) },
      });
      return variantId;
    };
    return { u, reading, sent };
  }

  test("what was sent between two quiet readings is compared with what the counter moved by", async () => {
    const { u, reading, sent } = await openCounted();
    await reading("02-27T10:00", 100);
    await sent("02-26T10:00", 7_000_000);
    await sent("02-28T10:00", 200_000);
    await reading("03-02T10:00", 999, false);
    await sent("03-05T10:00", 50_000);
    await reading("03-10T10:00", 150);
    await sent("03-11T10:00", 9_000_000);
    expect(await u.reconciled()).toEqual([
      {
        ...{ id: u.studio.key.id, label: "Test key" },
        left: { microUsd: 4_250_000, at: "2026-03-10T10:00:00.000Z" },
        compared: {
          ...{ from: "2026-02-27T10:00:00.000Z", until: "2026-03-10T10:00:00.000Z" },
          ...{ gatewayMicroUsd: 250_000, bookedMicroUsd: 250_000 },
        },
      },
    ]);
  });

  test("a variant that was sent twice is in the books once", async () => {
    const { u, reading, sent } = await openCounted();
    await reading("03-02T10:00", 0);
    const variantId = await sent("03-03T10:00", 100_000);
    const id = u.ports.clock.newId();
    const sentAt = new Date("2026-03-03T11:00Z");
    await database.prisma.attempt.create({
      data: {
        ...{ id, variantId, gatewayKeyId: u.studio.key.id, clientBusinessId: id },
        ...{ createdAt: sentAt, sentAt },
      },
    });
    await reading("03-04T10:00", 20);
    expect((await u.reconciled())[0]?.compared?.bookedMicroUsd).toBe(100_000);
  });

  test("one reading, or a gateway that does not count, compares with nothing", async () => {
    const { u, reading } = await openCounted();
    await u.make();
    expect(await u.reconciled()).toEqual([]);
    await reading("03-02T10:00", null);
    await reading("03-03T10:00", 20);
    expect(await u.reconciled()).toMatchObject([{ compared: null }]);
  });

  test("a key that another team uses too is told to neither", async () => {
    const { u, reading, sent } = await openCounted();
    await sent("03-01T10:00", 1);
    await reading("03-02T10:00", 1);
    expect(await u.reconciled()).toHaveLength(1);
    const theirs = await openTestUsage(database);
    const { variantId } = await theirs.make();
    await database.prisma.variant.update({
      where: { id: variantId },
      data: { gatewayKeyId: u.studio.key.id },
    });
    expect(await u.reconciled()).toEqual([]);
    expect(await theirs.reconciled()).toEqual([]);
  });

  test("another team's own key is not there", async () => {
    const { u, reading } = await openCounted();
    await u.make();
    await reading("03-02T10:00", 1);
    const theirs = await openTestUsage(database);
    await database.prisma.gatewayKey.update({
      where: { id: u.studio.key.id },
      data: { teamId: theirs.studio.teamId, source: "team" },
    });
    expect(await u.reconciled()).toEqual([]);
    expect(await theirs.reconciled()).toHaveLength(1);
  });
});
