import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createTestDatabase } from "@/lib/adapters/prisma/test-database";
import { createThrottle } from "@/lib/adapters/prisma/throttle";
import { getPorts } from "@/lib/server/composition";
import { countWrite, WRITE_LIMITS } from "@/lib/server/write-limits";

let database: Awaited<ReturnType<typeof createTestDatabase>>;
beforeAll(async () => {
  database = await createTestDatabase();
  Reflect.deleteProperty(globalThis, "maquette");
  vi.stubEnv("DATABASE_URL", database.url);
  vi.stubEnv("AUTH_SECRET", "a secret of at least thirty-two characters");
  // A clock that stands still: what passes is not a matter of how fast the machine is.
  const now = new Date("2026-03-01T12:00:00Z");
  Object.assign(getPorts(), { clock: { ...getPorts().clock, now: () => now } });
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await database.drop();
});

const LIN = { userId: "lin" };
const { burst, intervalMs } = WRITE_LIMITS.invite;

/** As a process that has just been started asks. */
const startAgain = () => Object.assign(getPorts(), { throttle: createThrottle(database.prisma) });

test("S23: of a thousand writes at once as many pass as may, and each other is told how long to wait", async () => {
  const answers = await Promise.all(Array.from({ length: 1_000 }, () => countWrite(LIN, "invite")));
  const refused = answers.filter((answer) => answer !== null);
  expect(answers.length - refused.length).toBe(burst);
  for (const { code, retryAfterSeconds } of refused) {
    expect(code).toBe("too_often");
    expect(retryAfterSeconds).toBe(intervalMs / 1_000);
  }
});

test("S23: a restart forgets nothing, and a second process counts with the first", async () => {
  startAgain();
  expect(await countWrite(LIN, "invite")).toEqual({
    code: "too_often",
    retryAfterSeconds: intervalMs / 1_000,
  });
});

test("nobody waits for somebody else, nor for another kind of write", async () => {
  expect(await countWrite({ userId: "ada" }, "invite")).toBeNull();
  expect(await countWrite(LIN, "generate")).toBeNull();
});

test("after as long as was said one more may be written", async () => {
  const { clock } = getPorts();
  const later = new Date(clock.now().getTime() + intervalMs);
  Object.assign(getPorts(), { clock: { ...clock, now: () => later } });
  expect(await countWrite(LIN, "invite")).toBeNull();
  expect(await countWrite(LIN, "invite")).toMatchObject({ code: "too_often" });
});

test("a person at work never meets a limit", () => {
  // Two presses a minute all day long; a folder of four hundred files; a batch of three hundred that failed.
  expect(60_000 / WRITE_LIMITS.generate.intervalMs).toBeGreaterThan(2);
  expect(WRITE_LIMITS.upload.burst).toBeGreaterThanOrEqual(400);
  expect(WRITE_LIMITS.variant.burst).toBeGreaterThanOrEqual(300);
});
