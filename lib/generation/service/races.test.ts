import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase } from "@/lib/adapters/prisma/test-database";
import { cancelVariant } from "@/lib/generation/service/change";
import { createTestStudio } from "@/lib/generation/service/test-studio";
import type { TaskLookup } from "@/lib/ports/gateway";

const MINUTE_MS = 60_000;

let database: Awaited<ReturnType<typeof createTestDatabase>>;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

test("a price that rises while somebody takes the press back reserves nothing", async () => {
  const s = await createTestStudio(database);
  const { id, variants, model, resolution, priceMicroUsd } = await s.created();
  const { current } = s.ports.prices;
  s.ports.prices.current = async () => {
    s.ports.prices.current = current;
    await cancelVariant(s.ports, s.actor, variants[0]?.id ?? "");
    const entered = { kind: "entered", source: "-", readOn: "-", createdAt: new Date() } as const;
    return { ...entered, model, resolution, priceMicroUsd: priceMicroUsd + 10_000 };
  };
  await s.runFor(MINUTE_MS);
  expect(await s.variant(id)).toMatchObject({ status: "cancelled", spentMicroUsd: 0 });
  const budgets = await s.ports.ledger.listBudgets(s.teamId, "2026-03");
  expect(budgets.map(({ reservedMicroUsd }) => reservedMicroUsd)).toEqual([0, 0, 0]);
  expect(s.gateway.ledger).toHaveLength(0);
});

test("Q12: a price that rose before it was sent is reserved, sent once and charged", async () => {
  const s = await createTestStudio(database);
  s.gateway.answerLookups((taskId) => ({
    found: true,
    taskId,
    state: { status: "completed", resultUrls: ["https://files.example/a.png"], expiresAt: null },
  }));
  const { id, model, resolution, priceMicroUsd } = await s.created();
  const { current } = s.ports.prices;
  const dearer = priceMicroUsd + 10_000;
  s.ports.prices.current = async (...asked) => {
    const entered = { kind: "entered", source: "-", readOn: "-", createdAt: new Date() } as const;
    return asked[0] === model && asked[1] === resolution
      ? { ...entered, model, resolution, priceMicroUsd: dearer }
      : current(...asked);
  };
  await s.runFor(MINUTE_MS);
  expect(await s.variant(id)).toMatchObject({
    status: "succeeded",
    reservedMicroUsd: dearer,
    spentMicroUsd: dearer,
  });
  expect(s.gateway.ledger).toHaveLength(1);
  expect(await s.ports.ledger.findMismatches()).toEqual([]);
});

test("what was fetched so far stays when somebody stops waiting as it is given up", async () => {
  const s = await createTestStudio(database);
  const expiresAt = new Date(s.ports.clock.now().getTime() + 1_000);
  const completed: TaskLookup = {
    found: true,
    taskId: "task_1",
    state: { status: "completed", resultUrls: ["https://files.example/a.png"], expiresAt },
  };
  s.gateway.answerLookups(() => completed);
  const { id, variants } = await s.created();
  let discards = 0;
  const { claimSpool } = s.ports.storage;
  s.ports.storage.claimSpool = async (name) => {
    const claim = await claimSpool(name);
    const discard = async () => {
      discards += 1;
    };
    return claim && { ...claim, discard };
  };
  const { download } = s.ports.downloader;
  s.ports.downloader.download = async () => {
    s.ports.downloader.download = download;
    await cancelVariant(s.ports, s.actor, variants[0]?.id ?? "");
    return { ok: false, reason: "unreachable", detail: "cut" };
  };
  while (s.ports.downloader.download !== download) await s.runFor(100);
  expect((await s.variant(id)).status).toBe("saving");
  expect(discards).toBe(0);
  await s.runFor(10_000);
  expect((await s.variant(id)).status).toBe("succeeded");
  expect(discards).toBe(1);
});
