import "server-only";

import { createHash, randomBytes } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { Writable } from "node:stream";
import { CHECK_TRIES, canSeeFirstSteps, PROBE_SIZE_BYTES } from "@/lib/first-steps/policy";
import type { MachineChecksView } from "@/lib/first-steps/schema";
import type { Ports } from "@/lib/ports/ports";
import type { Actor } from "@/lib/shared/actor";
import { err, ok, type Result } from "@/lib/shared/result";

type MachinePorts = Pick<Ports, "clock" | "installation" | "storage" | "throttle">;
type Refusal = { code: "forbidden" } | { code: "too_often"; waitSeconds: number };

/** Tries what everything else stands on. What does not work is an answer, never an error. */
export async function checkMachine(
  ports: MachinePorts,
  { role, teamId }: Actor,
): Promise<Result<MachineChecksView, Refusal>> {
  if (!canSeeFirstSteps(role)) return err({ code: "forbidden" });
  const { clock, throttle } = ports;
  const waitMs = await throttle.take(`first steps ${teamId}`, CHECK_TRIES, clock.now());
  if (waitMs > 0) return err({ code: "too_often", waitSeconds: Math.ceil(waitMs / 1_000) });
  return ok({ storage: await checkStorage(ports), database: await checkDatabase(ports) });
}

async function checkStorage(ports: MachinePorts) {
  const begun = performance.now();
  const isGood = await isKept(ports).catch(() => false);
  return { isGood, sizeBytes: PROBE_SIZE_BYTES, tookMs: Math.round(performance.now() - begun) };
}

/** Writes, reads and removes as much as a large picture has. */
async function isKept({ clock, storage }: MachinePorts): Promise<boolean> {
  const key = `doctor/${clock.newId().toLowerCase()}`;
  const bytes = randomBytes(PROBE_SIZE_BYTES);
  const source = await storage.newSpoolPath();
  await writeFile(source, bytes);
  await storage.putFile(key, source);
  const hash = createHash("sha256");
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      done();
    },
  });
  await storage.send(key, { start: 0, end: bytes.length - 1 }, sink);
  await storage.delete(key);
  return hash.digest("hex") === createHash("sha256").update(bytes).digest("hex");
}

async function checkDatabase({ installation }: MachinePorts) {
  const begun = performance.now();
  const server = await installation.readServer().catch(() => null);
  const tookMs = Math.round(performance.now() - begun);
  const migrations = server && (await installation.listMigrations().catch(() => null));
  const isGood = migrations?.every(({ isFinished }) => isFinished) ?? false;
  const number = server?.versionNumber ?? 0;
  const version = `${Math.floor(number / 10_000)}.${number % 10_000}`;
  return { isGood, version, migrationCount: migrations?.length ?? 0, tookMs };
}
