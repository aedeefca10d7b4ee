import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createEngineRepository } from "@/lib/adapters/prisma/engine-repository";
import { createPrismaClient } from "@/lib/adapters/prisma/prisma-client";
import { createSendingRepository } from "@/lib/adapters/prisma/sending-repository";
import { createTestDatabase } from "@/lib/adapters/prisma/test-database";
import { createTestStudio } from "@/lib/generation/service/test-studio";
import { resumeSending } from "@/lib/sending/service/pause";
import { readSending } from "@/lib/sending/service/read";

const MINUTE_MS = 60_000;

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let unsafe: ReturnType<typeof createPrismaClient>;
beforeAll(async () => {
  database = await createTestDatabase();
  // What commits in these sessions may be forgotten by a power cut; the server of the other tests stays as it is.
  const url = new URL(database.url);
  url.searchParams.set("options", "-c synchronous_commit=off");
  unsafe = createPrismaClient(url.toString(), 2);
});
beforeEach(async () => {
  await database.prisma.installation.updateMany({ data: { pausedAt: null } });
  // What a test before has left waiting would go out here.
  await database.prisma.variant.updateMany({
    where: { status: "queued" },
    data: { status: "cancelled" },
  });
});
afterAll(async () => {
  await unsafe.$disconnect();
  await database.drop();
});

async function unsafeStudio() {
  const s = await createTestStudio(database);
  s.ports.sending = createSendingRepository(unsafe);
  return s;
}

test("nothing is sent while commits may be forgotten, and the banner says why", async () => {
  const s = await unsafeStudio();
  const { id } = await s.created();
  await s.runFor(MINUTE_MS);
  expect((await s.variant(id)).status).toBe("queued");
  expect(s.gateway.ledger).toEqual([]);
  const { pause } = await readSending(s.ports);
  expect(pause).toMatchObject({ by: "Maquette", reason: "synchronous_commit is off" });
});

test("pressing Resume does not make it safe", async () => {
  const s = await unsafeStudio();
  const { id } = await s.created();
  await s.runFor(MINUTE_MS);
  await resumeSending(s.ports);
  await s.runFor(MINUTE_MS);
  expect((await s.variant(id)).status).toBe("queued");
  expect((await readSending(s.ports)).pause).not.toBeNull();

  s.ports.sending = createSendingRepository(database.prisma);
  await resumeSending(s.ports);
  await s.runFor(MINUTE_MS);
  expect((await s.variant(id)).status).toBe("submitted");
  expect(s.gateway.ledger).toHaveLength(1);
});

test("a turn that was given before is not used either", async () => {
  const s = await createTestStudio(database);
  const { id, variants } = await s.created();
  const [variantId = ""] = variants.map((variant) => variant.id);
  await s.ports.database.transaction((tx) =>
    s.ports.sending.giveTurns(tx, [variantId], s.ports.clock.now()),
  );
  s.ports.engine = createEngineRepository(unsafe, s.ports.clock);
  await s.run({ name: "submit", id: variantId });
  expect(await s.variant(id)).toMatchObject({ status: "queued", turnAt: null });
  expect(s.gateway.ledger).toEqual([]);
});
