import { afterAll, beforeAll, expect, test } from "vitest";
import { createPrismaClient, createPrismaDatabase } from "@/lib/adapters/prisma/prisma-client";
import { createRateLimits } from "@/lib/adapters/prisma/rate-limits";
import { createTestDatabase } from "@/lib/adapters/prisma/test-database";
import type { LimitFacts } from "@/lib/ports/rate-limits";

let database: Awaited<ReturnType<typeof createTestDatabase>>;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

/** So slow that a test's own time counts for nothing: one submit in 400 s, one query in 40 s. */
const speedOf = () => 0.001;
const limits = () => createRateLimits(database.prisma, { speedOf, sendsMax: 8 });
const account = () => crypto.randomUUID();

const refusal: LimitFacts = {
  category: "submit",
  limitPerMinute: null,
  isLimited: true,
  retryAfterMs: null,
};

const seconds = (ms: number) => Math.round(ms / 1_000);

/** What the account is asked after its burst. */
async function waits(mine: string, count: number) {
  const rates = limits();
  const all: number[] = [];
  for (let turn = 0; turn < count; turn += 1) all.push(await rates.take(mine, "submit"));
  return all.map(seconds);
}

test("after a rest eight may go at once, then one after the other", async () => {
  const turns = await waits(account(), 11);
  expect(turns.slice(0, 8)).toEqual(Array(8).fill(0));
  expect(turns.slice(8).map((wait) => Math.round(wait / 10))).toEqual([40, 80, 120]);
});

test("two processes share one pace", async () => {
  const mine = account();
  const other = createPrismaClient(database.url, 2);
  const both = [limits(), createRateLimits(other, { speedOf, sendsMax: 8 })];
  const taken = await Promise.all(
    Array.from({ length: 20 }, (_, index) => both[index % 2]?.take(mine, "submit")),
  );
  await other.$disconnect();
  expect(taken.filter((wait) => wait === 0)).toHaveLength(8);
});

test("free turns are taken together, and the next is announced", async () => {
  const mine = account();
  const rates = limits();
  const take = (count: number) =>
    createPrismaDatabase(database.prisma).transaction((tx) =>
      rates.takeFree(tx, { account: mine, category: "submit", count }),
    );
  expect((await take(3)).granted).toBe(3);
  expect((await take(9)).granted).toBe(5);
  const last = await take(1);
  expect(last.granted).toBe(0);
  expect(Math.round(last.nextInMs / 10_000)).toBe(40);
});

test("F06: a refusal halves the pace down to a floor, and Retry-After is kept", async () => {
  const mine = account();
  await waits(mine, 8);
  const rates = limits();
  await rates.learn(mine, refusal);
  const [first = 0, second = 0] = await waits(mine, 2);
  expect(Math.round((second - first) / 10)).toBe(80);
  for (let storm = 0; storm < 20; storm += 1) await rates.learn(mine, refusal);
  const [third = 0, fourth = 0] = await waits(mine, 2);
  expect(Math.round((fourth - third) / 100)).toBe(50);

  const other = account();
  await rates.take(other, "submit");
  await rates.learn(other, { ...refusal, retryAfterMs: 9_000_000 });
  expect((await waits(other, 1))[0]).toBeGreaterThan(8_990);
});

test("P17: a refused look slows the sends of the account too, and a refused send no look", async () => {
  const mine = account();
  const rates = limits();
  const pace = async (category: "submit" | "query") =>
    (await database.prisma.rateLimit.findFirstOrThrow({ where: { account: mine, category } }))
      .perSecond;
  await rates.take(mine, "query");
  await rates.learn(mine, { ...refusal, category: "query", retryAfterMs: 9_000_000 });
  expect(await pace("query")).toBeCloseTo(0.02, 4);
  expect(await pace("submit")).toBeCloseTo(0.00125, 5);
  // How long a look has to wait is not how long a send has to.
  expect((await waits(mine, 1))[0]).toBeLessThan(9_000);

  await rates.learn(mine, refusal);
  expect(await pace("query")).toBeCloseTo(0.02, 4);
});

test("the pace that the gateway states becomes ours by half", async () => {
  const mine = account();
  const rates = limits();
  await rates.take(mine, "submit");
  await rates.learn(mine, { ...refusal, isLimited: false, limitPerMinute: 1_000 });
  const row = await database.prisma.rateLimit.findFirstOrThrow({ where: { account: mine } });
  expect(row.ceilingPerSecond).toBeCloseTo((1_000 / 60) * 0.5 * 0.001, 5);
});

test("looks take four fifths of fifty a second, and of what the gateway states", async () => {
  const mine = account();
  const rates = limits();
  const ceiling = async () =>
    (await database.prisma.rateLimit.findFirstOrThrow({ where: { account: mine } }))
      .ceilingPerSecond;
  expect(await rates.take(mine, "query")).toBe(0);
  expect(await ceiling()).toBeCloseTo(50 * 0.8 * 0.001, 5);
  const stated = { ...refusal, category: "query", isLimited: false, limitPerMinute: 600 } as const;
  await rates.learn(mine, stated);
  expect(await ceiling()).toBeCloseTo(10 * 0.8 * 0.001, 5);
});
