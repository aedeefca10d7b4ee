import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase } from "@/lib/adapters/prisma/test-database";
import type { VariantStatus } from "@/lib/generation/schema";
import { createTestStudio } from "@/lib/generation/service/test-studio";
import { sweepStranded } from "@/lib/sending/service/sweep";

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;

let database: Awaited<ReturnType<typeof createTestDatabase>>;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

/** A variant as a lost job leaves it: its next step was due this long ago. */
async function strand(
  status: VariantStatus,
  lateMs: number,
  { hasTurn = false, isPlanned = true }: { hasTurn?: boolean; isPlanned?: boolean } = {},
) {
  const s = await createTestStudio(database);
  const { variants } = await s.created();
  const [id = ""] = variants.map((variant) => variant.id);
  const at = new Date(s.ports.clock.now().getTime() - lateMs);
  await database.prisma.variant.update({
    where: { id },
    data: {
      status,
      statusChangedAt: at,
      turnAt: hasTurn ? at : null,
      nextActionAt: isPlanned ? at : null,
    },
  });
  await sweepStranded(s.ports);
  const planned = s.ports.queue.waiting().filter((job) => job.id === id);
  return planned.map(({ name }) => name);
}

test.each([
  ["submitting", "submit"],
  ["submitted", "follow"],
  ["running", "follow"],
  ["unknown", "follow"],
  ["saving", "save"],
] as const)("a variant that is %s and overdue is taken by the job %s", async (status, name) => {
  expect(await strand(status, 4 * MINUTE_MS)).toEqual([name]);
});

test("one that has its turn, or is being sent, is taken without a time to its next step", async () => {
  const unplanned = { isPlanned: false };
  expect(await strand("submitting", 4 * MINUTE_MS, unplanned)).toEqual(["submit"]);
  expect(await strand("queued", 4 * MINUTE_MS, { ...unplanned, hasTurn: true })).toEqual([
    "submit",
  ]);
});

test("what is not overdue, waits for its turn or has ended is left alone", async () => {
  expect(await strand("running", 2 * MINUTE_MS)).toEqual([]);
  expect(await strand("queued", 4 * MINUTE_MS)).toEqual([]);
  expect(await strand("succeeded", 4 * MINUTE_MS)).toEqual([]);
});

test("a closed key whose probe was lost is probed, and each account with something queued is woken", async () => {
  const s = await createTestStudio(database);
  await s.created();
  const at = new Date(s.ports.clock.now().getTime() - 4 * MINUTE_MS);
  const closed = { gatewayKeyId: s.key.id, group: "submit", code: "bad_key" } as const;
  await s.ports.circuits.open({ ...closed, nextProbeAt: at, probeCount: 0, at });
  await sweepStranded(s.ports);
  const planned = s.ports.queue.waiting().map(({ name, id }) => [name, id]);
  expect(planned).toContainEqual(["probe", s.key.id]);
  expect(planned).toContainEqual(["dispatch", s.key.account]);
});
