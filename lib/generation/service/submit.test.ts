import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase } from "@/lib/adapters/prisma/test-database";
import { createTestStudio } from "@/lib/generation/service/test-studio";
import { StorageError } from "@/lib/ports/object-storage";

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

let database: Awaited<ReturnType<typeof createTestDatabase>>;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

test("nothing new is sent while the spool is fuller than four fifths", async () => {
  const s = await createTestStudio(database);
  let share = 0.81;
  s.ports.storage.usedSpoolShare = async () => share;
  const { id } = await s.created();
  await s.runFor(MINUTE_MS);
  expect(await s.variant(id)).toMatchObject({ status: "queued", waitReason: "storage" });
  expect(s.gateway.ledger).toEqual([]);
  share = 0.8;
  await s.runFor(10 * SECOND_MS);
  expect(await s.variant(id)).toMatchObject({ status: "submitted", waitReason: null });
  expect(s.gateway.ledger).toHaveLength(1);
});

test("a reference that the storage does not give now is waited for; nothing is sent without it", async () => {
  const s = await createTestStudio(database);
  const { id: referenceImageId } = await s.addReference();
  const { localPath } = s.ports.storage;
  s.ports.storage.localPath = async () => {
    throw new StorageError("unavailable", "The bucket is away");
  };
  const { id } = await s.created({ references: [{ referenceImageId, name: "stone.png" }] });
  await s.runFor(MINUTE_MS);
  expect(await s.variant(id)).toMatchObject({ status: "queued", waitReason: "storage" });
  expect(s.gateway.ledger).toEqual([]);
  s.ports.storage.localPath = localPath;
  await s.runFor(5 * SECOND_MS);
  expect((await s.variant(id)).status).toBe("submitted");
  expect(s.gateway.ledger.map(({ referenceUrls }) => referenceUrls.length)).toEqual([1]);
});

test("a key without webhooks is asked once more without an address to call, and at once", async () => {
  const s = await createTestStudio(database);
  const callbackUrl = "https://studio.example/api/webhooks/toapis";
  const usable = { ...(await s.ports.connections.current()), callbackUrl };
  s.ports.connections = {
    current: async () => usable,
    find: async () => usable,
    findStandIn: async () => usable,
  };
  s.gateway.script.push({
    class: "refused",
    code: "invalid_request",
    message: "callback_url: this account has no webhooks",
    retryable: false,
    retryAfterMs: null,
    withoutCallback: true,
  });
  const { id } = await s.created();
  await s.runFor(1);
  expect((await s.variant(id)).status).toBe("submitted");
  expect(s.gateway.ledger.map((task) => task.callbackUrl)).toEqual([null]);
  // The next picture asks for it again: the key may have got webhooks meanwhile.
  await s.created({ prompt: "Another bottle" });
  await s.runFor(1);
  expect(s.gateway.ledger.map((task) => task.callbackUrl)).toEqual([null, callbackUrl]);
});

test("an address of an upload is used for 23 hours, then the picture is uploaded anew", async () => {
  const s = await createTestStudio(database);
  const { id: referenceImageId } = await s.addReference();
  const press = (prompt: string) =>
    s.created({ prompt, references: [{ referenceImageId, name: "stone.png" }] });
  await press("One");
  await s.runFor(SECOND_MS);
  s.ports.clock.advance(22 * HOUR_MS);
  await press("Two");
  await s.runFor(SECOND_MS);
  expect(s.gateway.uploads).toHaveLength(1);
  s.ports.clock.advance(2 * HOUR_MS);
  await press("Three");
  await s.runFor(SECOND_MS);
  expect(s.gateway.uploads).toHaveLength(2);
  const [one, two, three] = s.gateway.ledger.map(({ referenceUrls }) => referenceUrls[0]);
  expect(two).toBe(one);
  expect(three).not.toBe(one);
});
