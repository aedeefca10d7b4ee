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
    return balances.countInFlight(id);
  };

  expect(await countAs("saving")).toBe(1);
  expect(await countAs("succeeded")).toBe(0);
});

test("of two who read the balance at once one is heard: the difference is counted once", async () => {
  const { prisma } = database;
  const id = await addSubmittedVariant(prisma, { clientBusinessId: "mq-2", taskId: "task_2" });
  const { gatewayKeyId } = await prisma.variant.findUniqueOrThrow({ where: { id } });
  const balances = createBalanceRepository(prisma, memoryClock());
  const reading = { remainingCredits: 90, usedCredits: 10, isQuiet: true, at: new Date() };
  const both = await Promise.all([1, 2].map(() => balances.add(gatewayKeyId, reading, null)));
  expect(both.toSorted()).toEqual([false, true]);

  const latest = await balances.latest(gatewayKeyId);
  expect(latest).toMatchObject(reading);
  expect(await balances.add(gatewayKeyId, reading, latest?.id ?? null)).toBe(true);
});
