import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase } from "@/lib/adapters/prisma/test-database";
import { openTestStudio } from "@/lib/cli/test-studio";
import { secretPlace } from "@/lib/ports/gateway-key-repository";
import { factorSecretPlace } from "@/lib/ports/second-factor-repository";

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let studio: Awaited<ReturnType<typeof openTestStudio>>;
let file: string;
beforeAll(async () => {
  database = await createTestDatabase();
  studio = await openTestStudio({ databaseUrl: database.url });
  file = path.join(studio.dataDir, "secrets/master-key");
  await mkdir(path.dirname(file));
  await writeFile(file, "the first master key");
});
afterAll(async () => {
  await studio.close();
  await database.drop();
});

async function addKey(secret: string) {
  const { clock, vault } = studio.studio.ports;
  const place = { id: clock.newId(), teamId: clock.newId() };
  const { id, teamId } = place;
  await database.prisma.team.create({ data: { id: teamId, name: "Halden", timeZone: "UTC" } });
  await database.prisma.gatewayKey.create({
    data: {
      ...{ id, teamId, source: "team", label: "Key", fingerprint: id, account: id },
      ...{ baseUrl: "https://toapis.com", secret: vault.seal(secret, secretPlace(place)) },
    },
  });
  return id;
}

async function addFactor(secret: string, confirmedAt: Date | null) {
  const { clock, vault } = studio.studio.ports;
  const userId = clock.newId();
  const [place, createdAt] = [factorSecretPlace(userId), clock.now()];
  await database.prisma.user.create({
    data: { id: userId, email: `${userId}@example.com`, name: "Lin", passwordHash: "-" },
  });
  await database.prisma.secondFactor.create({
    data: { userId, createdAt, confirmedAt, secret: vault.seal(secret, place) },
  });
  return userId;
}

async function factorSecretOf(userId: string) {
  const { secret } = await database.prisma.secondFactor.findUniqueOrThrow({ where: { userId } });
  return studio.studio.ports.vault.open(secret, factorSecretPlace(userId));
}

const secretOf = async (id: string) =>
  (await studio.studio.ports.connections.find(id))?.connection.secret;

test("secrets rotate seals every secret with a new master key, and the old one goes", async () => {
  const ids = [await addKey("sk-one"), await addKey("sk-two")];
  const rows = () => database.prisma.gatewayKey.findMany({ where: { id: { in: ids } } });
  const before = await rows();
  // One that counts, and one whose first code is still to come.
  const factors = [await addFactor("JBSWY3DP", new Date()), await addFactor("EHPK3PXP", null)];
  const { exitCode, json } = await studio.runJson("secrets rotate");
  expect({ exitCode, json }).toMatchObject({ exitCode: 0, json: { count: 4, left: 0 } });
  expect((await readFile(file)).toString()).not.toBe("the first master key");
  expect(existsSync(`${file}.previous`)).toBe(false);
  expect((await rows()).map(({ secret }) => secret?.slice(0, 11))).not.toContain(
    before[0]?.secret?.slice(0, 11),
  );
  expect(await Promise.all(ids.map(secretOf))).toEqual(["sk-one", "sk-two"]);
  expect(await Promise.all(factors.map(factorSecretOf))).toEqual(["JBSWY3DP", "EHPK3PXP"]);
});

test("a secret that nobody seals anew keeps the old master key", async () => {
  const id = await addKey("sk-three");
  const { secret } = await database.prisma.gatewayKey.findUniqueOrThrow({ where: { id } });
  // In a column that the command does not know.
  await database.prisma.team.updateMany({ data: { name: secret ?? "" } });
  const { exitCode, printed } = await studio.run("secrets rotate");
  expect(exitCode).toBe(1);
  expect(printed).toContain("still need the master key before");
  expect(existsSync(`${file}.previous`)).toBe(true);
  await database.prisma.team.updateMany({ data: { name: "Halden" } });
  expect((await studio.run("secrets rotate")).exitCode).toBe(0);
  expect(existsSync(`${file}.previous`)).toBe(false);
  expect(await secretOf(id)).toBe("sk-three");
});
