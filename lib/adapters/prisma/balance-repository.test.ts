import { afterAll, beforeAll, expect, test } from "vitest";
import { memoryClock } from "@/lib/adapters/memory/memory-clock";
import { createBalanceRepository } from "@/lib/adapters/prisma/balance-repository";
import { createTestDatabase } from "@/lib/adapters/prisma/test-database";
import { addSubmittedVariant } from "@/lib/adapters/prisma/test-variant";

let database: Awaited<ReturnType<typeof createTestDatabase>>;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

test("a picture that is being saved is in flight: the gateway has charged it and our books have not", async () => {
  const { prisma } = database;
  const id = await addSubmittedVariant(prisma, { clientBusinessId: "mq-1", taskId: "task_1" });
  const balances = createBalanceRepository(prisma, memoryClock());
  const countAs = async (status: "saving" | "succeeded") => {
    await prisma.variant.update({ where: { id }, data: { status } });
    return balances.countInFlight(id, new Date(0));
  };

  expect(await countAs("saving")).toBe(1);
  expect(await countAs("succeeded")).toBe(0);
});

test("a send in doubt is in flight for a day, and after it still in the difference that it falls into", async () => {
  const { prisma } = database;
  const id = await addSubmittedVariant(prisma, { clientBusinessId: "mq-3", taskId: null });
  const balances = createBalanceRepository(prisma, memoryClock());
  await prisma.variant.update({ where: { id }, data: { status: "unknown" } });
  const { sentAt } = await prisma.attempt.findUniqueOrThrow({ where: { id } });
  const at = (ms: number) => new Date(Number(sentAt) + ms);
  expect(await balances.countInFlight(id, at(-1))).toBe(1);
  expect(await balances.countInFlight(id, at(1))).toBe(0);
  const charged = { variantId: id, hasSucceeded: false, isOpen: true };
  const { gatewayKeyId } = await prisma.variant.findUniqueOrThrow({ where: { id } });
  const attemptIds = await balances.listUncounted(gatewayKeyId);
  expect(await balances.listCharged(attemptIds)).toMatchObject([charged]);
});

test("of two who read the balance at once one is heard: the difference is counted once", async () => {
  const { prisma } = database;
  const id = await addSubmittedVariant(prisma, { clientBusinessId: "mq-2", taskId: "task_2" });
  const { gatewayKeyId } = await prisma.variant.findUniqueOrThrow({ where: { id } });
  const balances = createBalanceRepository(prisma, memoryClock());
  const reading = { remainingCredits: 90, usedCredits: 10, isQuiet: true, at: new Date() };
  const known = { latestId: null, attemptIds: await balances.listUncounted(gatewayKeyId) };
  expect(known.attemptIds).toEqual([id]);
  const both = await Promise.all([1, 2].map(() => balances.add(gatewayKeyId, reading, known)));
  expect(both.toSorted()).toEqual([false, true]);

  const latest = await balances.latest(gatewayKeyId);
  expect(latest).toMatchObject(reading);
  const next = { latestId: latest?.id ?? null, attemptIds: [] };
  expect(await balances.add(gatewayKeyId, reading, next)).toBe(true);
  expect(await balances.listUncounted(gatewayKeyId)).toEqual([]);
});
