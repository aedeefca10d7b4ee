import { afterAll, beforeAll, expect, test } from "vitest";
import { createGatewayKeyRepository } from "@/lib/adapters/prisma/gateway-key-repository";
import { createTestDatabase } from "@/lib/adapters/prisma/test-database";
import { createTestStudio } from "@/lib/generation/service/test-studio";
import { readSending } from "@/lib/sending/service/read";
import { sweepStranded } from "@/lib/sending/service/sweep";

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;

let database: Awaited<ReturnType<typeof createTestDatabase>>;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

type Studio = Awaited<ReturnType<typeof createTestStudio>>;

/** The studio comes up again with another secret: the old key is a row that nobody has the secret of. */
async function replaceKey(s: Studio) {
  const fingerprint = crypto.randomUUID();
  const key = await createGatewayKeyRepository(database.prisma).ensure({
    id: `key-${fingerprint}`,
    source: "environment",
    label: "New key",
    fingerprint,
    account: fingerprint,
  });
  const usable = { ...(await s.ports.connections.current()), key };
  s.ports.connections = {
    current: async () => usable,
    find: async (id) => (id === key.id ? usable : null),
    findStandIn: async () => usable,
  };
  return key;
}

const refuse = (s: Studio, gatewayKeyId: string) =>
  s.ports.circuits.open({
    gatewayKeyId,
    group: "submit",
    code: "bad_key",
    nextProbeAt: new Date(s.ports.clock.now().getTime() + 10 * SECOND_MS),
    probeCount: 0,
    at: s.ports.clock.now(),
  });

const obstaclesOf = async (s: Studio, ids: string[]) =>
  (await readSending(s.ports)).obstacles.filter(({ gatewayKeyId }) => ids.includes(gatewayKeyId));

test("what waited for a refused key goes out with the key that has taken its place", async () => {
  const s = await createTestStudio(database);
  await refuse(s, s.key.id);
  const { id } = await s.created();
  await s.runFor(MINUTE_MS);
  expect((await s.variant(id)).status).toBe("queued");
  expect(await obstaclesOf(s, [s.key.id])).toHaveLength(1);

  const key = await replaceKey(s);
  expect(await obstaclesOf(s, [s.key.id])).toEqual([]);
  await sweepStranded(s.ports);
  await s.runFor(MINUTE_MS);
  expect(await s.variant(id)).toMatchObject({ status: "submitted", gatewayKeyId: key.id });
  expect(s.gateway.ledger).toHaveLength(1);
});

test("what waited for a key that is gone waits for its stand-in, without asking again and again", async () => {
  const s = await createTestStudio(database);
  const { id } = await s.created();
  const key = await replaceKey(s);
  await refuse(s, key.id);
  // The probe finds it refused as long as it is.
  const asked = countDispatches(s);
  await s.runFor(9 * SECOND_MS);
  expect(asked.count).toBeLessThan(5);
  expect((await s.variant(id)).turnAt).toBeNull();
  expect(await obstaclesOf(s, [s.key.id, key.id])).toMatchObject([{ gatewayKeyId: key.id }]);

  await s.ports.circuits.close(key.id, "submit");
  await sweepStranded(s.ports);
  await s.runFor(MINUTE_MS);
  expect((await s.variant(id)).status).toBe("submitted");
});

function countDispatches(s: Studio) {
  const { enqueue } = s.ports.queue;
  const asked = { count: 0 };
  s.ports.queue.enqueue = async (tx, job) => {
    if (job.name === "dispatch") asked.count += 1;
    // Red at once, instead of going round for ever.
    if (asked.count > 50) throw new Error("It goes round");
    await enqueue(tx, job);
  };
  return asked;
}

test("a turn that meets a key which has just been refused is given back for a while", async () => {
  const s = await createTestStudio(database);
  const { id, variants } = await s.created();
  const [variantId = ""] = variants.map((variant) => variant.id);
  await s.ports.database.transaction((tx) =>
    s.ports.sending.giveTurns(tx, [variantId], s.ports.clock.now()),
  );
  await refuse(s, s.key.id);
  await s.run({ name: "submit", id: variantId });
  const { turnAt, nextActionAt } = await s.variant(id);
  expect(turnAt).toBeNull();
  expect(nextActionAt?.getTime()).toBeGreaterThan(s.ports.clock.now().getTime());
});
