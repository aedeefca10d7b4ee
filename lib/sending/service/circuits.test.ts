import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase } from "@/lib/adapters/prisma/test-database";
import { openCircuit } from "@/lib/generation/service/engine";
import { createTestStudio } from "@/lib/generation/service/test-studio";
import type { CircuitCode } from "@/lib/ports/circuits";
import { type Gateway, GatewayError } from "@/lib/ports/gateway";

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;

let database: Awaited<ReturnType<typeof createTestDatabase>>;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

type Studio = Awaited<ReturnType<typeof createTestStudio>>;

/** The scripted gateway with some of its calls replaced. */
function change(s: Studio, calls: (gateway: Gateway) => Partial<Gateway>) {
  const { gateways } = s.ports;
  s.ports.gateways = {
    ...gateways,
    open(...given) {
      const gateway = gateways.open(...given);
      return { ...gateway, ...calls(gateway) };
    },
  };
}

const openFor = (s: Studio, code: CircuitCode) =>
  openCircuit(s.ports, { gatewayKeyId: s.key.id, group: "submit" }, code);
const codeOf = async (s: Studio) => (await s.ports.circuits.find(s.key.id, "submit"))?.code;

const TWO: [first: CircuitCode, then: CircuitCode, stays: CircuitCode][] = [
  ["no_balance", "unreachable", "no_balance"],
  ["no_balance", "unknowns", "no_balance"],
  ["no_balance", "bad_key", "no_balance"],
  ["bad_key", "unreachable", "bad_key"],
  ["bad_key", "unknowns", "bad_key"],
  ["unreachable", "bad_key", "bad_key"],
  ["unreachable", "no_balance", "no_balance"],
  ["unknowns", "no_balance", "no_balance"],
  ["bad_key", "no_balance", "no_balance"],
];
test.each(TWO)("a key with %s and then %s is closed for %s", async (first, then, stays) => {
  const s = await createTestStudio(database);
  await openFor(s, first);
  await openFor(s, then);
  expect(await codeOf(s)).toBe(stays);
});

test("an account without money does not go on because the gateway answers again", async () => {
  const s = await createTestStudio(database);
  let remainingCredits = 0;
  change(s, () => ({
    async readBalance() {
      const balance = { remainingCredits, usedCredits: 100 };
      return { key: balance, account: balance };
    },
  }));
  await openFor(s, "no_balance");
  await openFor(s, "unreachable");
  const { id } = await s.created();
  await s.runFor(30 * MINUTE_MS);
  expect((await s.variant(id)).status).toBe("queued");
  remainingCredits = 100;
  await s.runFor(10 * MINUTE_MS);
  expect((await s.variant(id)).status).toBe("submitted");
});

test("an answer that comes late does not take back that the money is gone", async () => {
  const s = await createTestStudio(database);
  change(s, (gateway) => ({
    async createTask(task, beforeSend) {
      const outcome = await gateway.createTask(task, beforeSend);
      // Another send was told so meanwhile.
      await openFor(s, "no_balance");
      return outcome;
    },
  }));
  const { id } = await s.created();
  await s.runFor(SECOND_MS);
  expect((await s.variant(id)).status).toBe("submitted");
  expect(await codeOf(s)).toBe("no_balance");
});

test("uploads that fail now and then close nothing: only failures in a row do", async () => {
  const s = await createTestStudio(database);
  const fails = [true, true, true, true, false, true, false];
  change(s, ({ uploadReference }) => ({
    async uploadReference(file) {
      if (fails.shift()) throw new GatewayError("unreachable", "HTTP 502");
      return uploadReference(file);
    },
  }));
  const references = await Promise.all([s.addReference(), s.addReference()]);
  const { id } = await s.created({
    references: references.map((each) => ({ referenceImageId: each.id, name: "stone.png" })),
  });
  while ((await s.variant(id)).status === "queued") {
    expect(await s.ports.circuits.find(s.key.id, "upload")).toBeNull();
    await s.runFor(5 * SECOND_MS);
  }
  expect(fails).toEqual([]);
});
