import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createFirstSteps } from "@/lib/adapters/prisma/first-steps";
import { createInstallationRepository } from "@/lib/adapters/prisma/installation-repository";
import { createTestDatabase } from "@/lib/adapters/prisma/test-database";
import { createThrottle } from "@/lib/adapters/prisma/throttle";
import { createDiskStorage } from "@/lib/adapters/storage/disk-storage";
import { countSteps } from "@/lib/first-steps/policy";
import { presentFirstSteps } from "@/lib/first-steps/presenter";
import { firstStepsViewSchema } from "@/lib/first-steps/schema";
import { checkMachine } from "@/lib/first-steps/service/machine";
import { putFirstStepsAway, readFirstSteps } from "@/lib/first-steps/service/steps";
import { createKeyStudio, type Gateway } from "@/lib/gateway-key/service/test-key-studio";
import { BACKUP_FAILED, BACKUP_MADE } from "@/lib/ports/backup-facts";
import { openTestClient } from "@/lib/sandbox/test-client";
import type { Actor } from "@/lib/shared/actor";

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let gateway: Gateway;
let folder: string;
beforeAll(async () => {
  database = await createTestDatabase();
  gateway = await openTestClient();
  folder = await mkdtemp(path.join(tmpdir(), "maquette-steps-"));
});
afterAll(async () => {
  await gateway.stop();
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

async function open() {
  const s = await createKeyStudio(database, gateway);
  const ports = {
    ...s.ports,
    firstSteps: createFirstSteps(database.prisma),
    installation: createInstallationRepository(database.prisma),
    storage: createDiskStorage({ root: folder, spoolLimitBytes: 1e9 }),
    throttle: createThrottle(database.prisma),
  };
  async function read(actor: Actor = s.actor) {
    const steps = await readFirstSteps(ports, actor);
    if (!steps.ok) throw new Error(steps.error.code);
    return firstStepsViewSchema.parse(presentFirstSteps(steps.value));
  }
  return { ...s, ports, read };
}

describe("The first steps of a team", () => {
  test("are all to do in a new studio, with the sandbox in place of a key", async () => {
    const s = await open();
    const view = await s.read();
    expect(view).toMatchObject({
      isPutAway: false,
      key: { state: "open", kind: "sandbox", lastFour: null },
      picture: { state: "open", made: null },
      factor: { state: "open" },
      team: { state: "open", memberCount: 1, invitationCount: 0 },
    });
    expect(countSteps(view).count).toBe(5);
  });

  test("tick a key once it was tested, and say what is wrong with it", async () => {
    const s = await open();
    const id = await s.add("sk-sandbox-steps");
    expect((await s.read()).key).toMatchObject({
      state: "running",
      kind: "team",
      lastFour: "teps",
    });
    await s.run({ name: "checkKey", id });
    const { key } = await s.read();
    expect(["done", "low"]).toContain(key.state);
    expect(key.credits).toBeGreaterThan(0);
    await database.prisma.gatewayKey.update({ where: { id }, data: { checkCode: "bad_key" } });
    expect((await s.read()).key.state).toBe("failed");
  });

  test("tick the first picture that was made, and follow one that is being made", async () => {
    const s = await open();
    const pressed = await s.press();
    expect((await s.read()).picture).toMatchObject({ state: "running", made: { image: null } });
    await s.finish(pressed);
    const { picture } = await s.read();
    expect(picture).toMatchObject({
      state: "done",
      made: { image: { width: expect.any(Number) } },
    });
    await s.press();
    expect((await s.read()).picture).toEqual(picture);
  });

  test("count who was invited and a second factor that is confirmed", async () => {
    const s = await open();
    const { prisma } = database;
    const now = s.ports.clock.now();
    const { userId } = s.actor;
    await prisma.secondFactor.create({ data: { userId, secret: "-", createdAt: now } });
    expect((await s.read()).factor.state).toBe("open");
    await prisma.secondFactor.update({ where: { userId }, data: { confirmedAt: now } });
    expect((await s.read()).factor.state).toBe("done");
    await prisma.invitation.create({
      data: {
        ...{ id: s.ports.clock.newId(), teamId: s.teamId, email: "lin@example.com" },
        ...{ role: "designer", tokenHash: Buffer.from(s.teamId), invitedById: userId },
        ...{ createdAt: now, expiresAt: new Date(now.getTime() + 60_000) },
      },
    });
    expect((await s.read()).team).toEqual({ state: "done", memberCount: 1, invitationCount: 1 });
    s.ports.clock.advance(61_000);
    expect((await s.read()).team.state).toBe("open");
  });

  test("know the last backup, how old it is and that one came to nothing", async () => {
    const s = await open();
    const { installation, clock } = s.ports;
    await database.prisma.installationFact.deleteMany();
    expect((await s.read()).backup).toEqual({ state: "open", at: null, failure: null });
    const madeAt = clock.now();
    await installation.saveFact({ name: BACKUP_MADE, value: {}, measuredAt: madeAt });
    expect((await s.read()).backup).toEqual({
      ...{ state: "done", at: madeAt.toISOString(), failure: null },
    });
    clock.advance(1_000);
    const value = { code: "no_room", message: "ENOSPC: /data/backups" };
    await installation.saveFact({ name: BACKUP_FAILED, value, measuredAt: clock.now() });
    const failure = { code: "no_room", at: clock.now().toISOString() };
    expect((await s.read()).backup).toEqual({ state: "failed", at: madeAt.toISOString(), failure });
    // Where it lies on the machine is for its operator.
    expect(JSON.stringify(await s.read())).not.toContain("/data");
    clock.advance(1_000);
    await installation.saveFact({ name: BACKUP_MADE, value: {}, measuredAt: clock.now() });
    await installation.saveFact({
      name: BACKUP_FAILED,
      value: { code: null },
      measuredAt: clock.now(),
    });
    clock.advance(37 * 60 * 60_000);
    expect((await s.read()).backup.state).toBe("open");
    await database.prisma.installationFact.deleteMany();
  });

  test("are put away by one person for themselves, and come back", async () => {
    const [s, other] = [await open(), await open()];
    await putFirstStepsAway(s.ports, s.actor, true);
    expect((await s.read()).isPutAway).toBe(true);
    expect((await other.read()).isPutAway).toBe(false);
    await putFirstStepsAway(s.ports, s.actor, false);
    expect((await s.read()).isPutAway).toBe(false);
  });

  test("say nothing of another team", async () => {
    const [s, other] = [await open(), await open()];
    const before = await other.read();
    await s.add("sk-sandbox-other");
    await s.finish(await s.press());
    expect(await other.read()).toEqual(before);
  });

  test.each(["designer", "reviewer"] as const)("are not for a %s", async (role) => {
    const s = await open();
    const refused = { ok: false, error: { code: "forbidden" } };
    expect(await readFirstSteps(s.ports, s.as(role))).toEqual(refused);
    expect(await putFirstStepsAway(s.ports, s.as(role), true)).toEqual(refused);
    expect(await checkMachine(s.ports, s.as(role))).toEqual(refused);
    expect((await s.read()).isPutAway).toBe(false);
  });
});

describe("A look at the machine", () => {
  test("writes to the storage and asks the database, and leaves nothing", async () => {
    const s = await open();
    const checked = await checkMachine(s.ports, s.actor);
    expect(checked).toMatchObject({
      ok: true,
      value: { storage: { isGood: true }, database: { isGood: true } },
    });
    expect(await readdir(path.join(folder, "doctor"))).toEqual([]);
  });

  test("says what does not work instead of failing", async () => {
    const s = await open();
    const broken = async () => Promise.reject(new Error("disk full"));
    const ports = {
      ...s.ports,
      storage: { ...s.ports.storage, putFile: broken },
      installation: { ...s.ports.installation, readServer: broken },
    };
    expect(await checkMachine(ports, s.actor)).toMatchObject({
      ok: true,
      value: { storage: { isGood: false }, database: { isGood: false, migrationCount: 0 } },
    });
  });

  test("is no more than six at once", async () => {
    const s = await open();
    const { putFile: _, ...storage } = s.ports.storage;
    const putFile = async () => Promise.reject(new Error("not tried here"));
    const ports = { ...s.ports, storage: { ...storage, putFile } };
    for (let count = 0; count < 6; count++)
      expect((await checkMachine(ports, s.actor)).ok).toBe(true);
    expect(await checkMachine(ports, s.actor)).toMatchObject({
      error: { code: "too_often", waitSeconds: 10 },
    });
  });
});
