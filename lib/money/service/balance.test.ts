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
