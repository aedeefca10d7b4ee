import { readdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { createTestDatabase } from "@/lib/adapters/prisma/test-database";
import { listNames } from "@/lib/cli/backup/manifest";
import { openTestStudio } from "@/lib/cli/test-studio";
import { BACKUP_FAILED, BACKUP_MADE } from "@/lib/ports/backup-facts";
import { DumpError } from "@/lib/ports/database-dump";
import { backupTasks } from "@/lib/worker/nightly-backup";

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let studio: Awaited<ReturnType<typeof openTestStudio>>;
beforeAll(async () => {
  database = await createTestDatabase();
  const env = { MAQUETTE_BACKUP_DAYS: "1" };
  studio = await openTestStudio({ databaseUrl: database.url, env });
});
afterEach(() => database.prisma.installationFact.deleteMany());
afterAll(async () => {
  await studio.close();
  await database.drop();
});

const folder = () => studio.studio.settings.backup.folder;
const night = (ports = studio.studio.ports) =>
  backupTasks({ ...studio.studio, ports })["backup"]?.();
const fact = (name: string) => studio.studio.ports.installation.findFact(name);

test("none is made where nobody has asked for one", async () => {
  const { settings, ...rest } = studio.studio;
  const backup = { ...settings.backup, days: null };
  expect(backupTasks({ ...rest, settings: { ...settings, backup } })).toEqual({});
});

test("each night makes one, proves it and keeps the last of each day and week", async () => {
  await night();
  const [first = ""] = await listNames(folder());
  expect(await fact(BACKUP_MADE)).toMatchObject({ value: { name: first } });
  await night();
  const [second = "", ...others] = await listNames(folder());
  expect(others).toEqual([]);
  expect(second > first).toBe(true);
  expect(await fact(BACKUP_MADE)).toMatchObject({ value: { name: second } });
  expect(await fact(BACKUP_FAILED)).toMatchObject({ value: { code: null } });
}, 90_000);

test("one that cannot be written is told with its reason, and tried again", async () => {
  await rm(folder(), { recursive: true });
  await writeFile(folder(), "no folder");
  await expect(night()).rejects.toThrow();
  expect(await fact(BACKUP_FAILED)).toMatchObject({
    value: { code: "failed", message: expect.stringMatching(/EEXIST|ENOTDIR/) },
  });
  expect(await fact(BACKUP_MADE)).toBeNull();
  await rm(folder());
  await night();
  expect(await fact(BACKUP_MADE)).not.toBeNull();
  expect(await fact(BACKUP_FAILED)).toMatchObject({ value: { code: null } });
});

test.each([
  ["ENOSPC", "no_room"],
  ["EROFS", "not_allowed"],
  ["EIO", "failed"],
])("%s is told as %s", async (errno, code) => {
  const { ports } = studio.studio;
  const read = async () => Promise.reject(Object.assign(new Error(errno), { code: errno }));
  await expect(night({ ...ports, dumps: { ...ports.dumps, read } })).rejects.toThrow(errno);
  expect(await fact(BACKUP_FAILED)).toMatchObject({ value: { code, message: errno } });
});

test("one that cannot be restored on trial is told, and no older one is removed", async () => {
  await night();
  const before = await listNames(folder());
  const { ports } = studio.studio;
  const rehearse = async () => Promise.reject(new DumpError("may not make databases"));
  await expect(night({ ...ports, dumps: { ...ports.dumps, rehearse } })).rejects.toThrow("may not");
  expect(await fact(BACKUP_FAILED)).toMatchObject({
    value: { code: "not_proven", message: "may not make databases" },
  });
  expect(await listNames(folder())).toEqual(expect.arrayContaining(before));
  expect((await readdir(path.join(folder()))).length).toBeGreaterThan(before.length);
});
