import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase } from "@/lib/adapters/prisma/test-database";
import { createTestStudio } from "@/lib/generation/service/test-studio";
import { readBalance } from "@/lib/money/service/balance";
import { GatewayError } from "@/lib/ports/gateway";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

let database: Awaited<ReturnType<typeof createTestDatabase>>;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

type Studio = Awaited<ReturnType<typeof createTestStudio>>;

/** When the balance is asked for next, ms from now. */
const nextReadings = ({ ports: { queue, clock } }: Studio) =>
  queue
    .waiting()
    .filter(({ name }) => name === "balance")
    .map(({ runAt }) => runAt.getTime() - clock.now().getTime());

test.each([
  ["unreachable", MINUTE_MS],
  ["rate_limited", MINUTE_MS],
  ["bad_key", HOUR_MS],
] as const)(
  "a balance that the gateway does not tell (%s) is asked for again",
  async (code, ms) => {
    const s = await createTestStudio(database);
    const readNone = async () => {
      throw new GatewayError(code, "No balance");
    };
    const gateways = {
      ...s.ports.gateways,
      open: (...given: Parameters<typeof s.ports.gateways.open>) => ({
        ...s.ports.gateways.open(...given),
        readBalance: readNone,
      }),
    };
    await readBalance({ ...s.ports, gateways }, s.key.id);
    expect(nextReadings(s)).toEqual([ms]);
  },
);

test("a balance that is read while something is in flight is read again", async () => {
  const s = await createTestStudio(database);
  await readBalance(s.ports, s.key.id);
  expect(nextReadings(s)).toEqual([]);
  await s.created();
  s.gateway.answerLookups(() => ({ found: false }));
  await s.runFor(2 * MINUTE_MS);
  expect(s.gateway.ledger).toHaveLength(1);
  await readBalance(s.ports, s.key.id);
  expect(nextReadings(s)).toEqual([HOUR_MS]);
});

/** Every picture comes; what the gateway says of its counter is in the test's hands. */
function startCounter(s: Studio) {
  const counter = { usedCredits: 0 };
  const readUsed = async () => {
    const balance = { remainingCredits: null, ...counter };
    return { key: balance, account: balance };
  };
  const { gateways } = s.ports;
  s.ports.gateways = {
    ...gateways,
    open: (...given) => ({ ...gateways.open(...given), readBalance: readUsed }),
  };
  s.gateway.answerLookups((taskId) => ({
    found: true,
    taskId,
    state: { status: "completed", resultUrls: ["https://files.example/a.png"], expiresAt: null },
  }));
  return counter;
}

test("a counter that lags charges no later picture with what an earlier one cost", async () => {
  const s = await createTestStudio(database);
  const counter = startCounter(s);
  await readBalance(s.ports, s.key.id);
  await s.runFor(1);
  const first = await s.created();
  await s.runFor(5 * MINUTE_MS);
  expect(await s.variant(first.id)).toMatchObject({
    status: "succeeded",
    chargeBasis: "estimated",
  });
  const second = await s.created({ prompt: "Another bottle" });
  const { priceMicroUsd } = second;
  counter.usedCredits = (2 * priceMicroUsd) / 5_000;
  await s.runFor(2 * HOUR_MS);
  for (const { id } of [first, second])
    expect(await s.variant(id)).toMatchObject({
      chargeBasis: "measured",
      spentMicroUsd: priceMicroUsd,
      attention: null,
    });
});

test("a clock that is behind hides no picture from the difference that it is in", async () => {
  const s = await createTestStudio(database);
  const counter = startCounter(s);
  await readBalance(s.ports, s.key.id);
  await s.runFor(1);
  const first = await s.created();
  const second = await s.created({ prompt: "Another bottle" });
  await s.runFor(5 * MINUTE_MS);
  // Another process sent it: by its own clock before the first reading.
  const { count } = await database.prisma.attempt.updateMany({
    where: { variant: { generationId: second.id } },
    data: { sentAt: new Date(s.ports.clock.now().getTime() - HOUR_MS) },
  });
  expect(count).toBe(1);
  counter.usedCredits = (2 * first.priceMicroUsd) / 5_000;
  await s.runFor(2 * HOUR_MS);
  for (const { id } of [first, second])
    expect(await s.variant(id)).toMatchObject({
      chargeBasis: "measured",
      spentMicroUsd: first.priceMicroUsd,
    });
});

test("what is sent and ends while the gateway tells its balance is no part of that reading", async () => {
  const s = await createTestStudio(database);
  startCounter(s);
  const balances = { ...s.ports.balances };
  let listed = 0;
  const listUncounted = async () => (listed++ === 0 ? [] : ["an attempt of meanwhile"]);
  await readBalance({ ...s.ports, balances: { ...balances, listUncounted } }, s.key.id);
  expect(await balances.latest(s.key.id)).toMatchObject({ isQuiet: false });
});

test("a counter that never moves is believed to say nothing, and not asked for ever", async () => {
  const s = await createTestStudio(database);
  const balance = { remainingCredits: null, usedCredits: 0 };
  const { gateways } = s.ports;
  const readings: Date[] = [];
  const read = async () => {
    readings.push(s.ports.clock.now());
    return { key: balance, account: balance };
  };
  s.ports.gateways = {
    ...gateways,
    open: (...given) => ({ ...gateways.open(...given), readBalance: read }),
  };
  s.gateway.answerLookups((taskId) => ({
    found: true,
    taskId,
    state: { status: "completed", resultUrls: ["https://files.example/a.png"], expiresAt: null },
  }));
  await readBalance(s.ports, s.key.id);
  await s.runFor(1);
  const { id } = await s.created();
  await s.runFor(72 * HOUR_MS);
  expect(await s.variant(id)).toMatchObject({ status: "succeeded", chargeBasis: "estimated" });
  expect(readings.length).toBeLessThan(30);
});

test("a balance is asked for at most once a minute, however much ends meanwhile", async () => {
  const s = await createTestStudio(database);
  let asked = 0;
  const { gateways } = s.ports;
  const counting: typeof gateways = {
    ...gateways,
    open(...given) {
      const gateway = gateways.open(...given);
      return {
        ...gateway,
        async readBalance() {
          asked += 1;
          return gateway.readBalance();
        },
      };
    },
  };
  const ports = { ...s.ports, gateways: counting };
  await readBalance(ports, s.key.id);
  s.ports.clock.advance(MINUTE_MS - 1);
  await readBalance(ports, s.key.id);
  await readBalance(ports, s.key.id);
  expect(asked).toBe(1);
  expect(nextReadings(s)).toEqual([1]);
  s.ports.clock.advance(1);
  await readBalance(ports, s.key.id);
  expect(asked).toBe(2);
});
