import "server-only";

import { BY_STUDIO, byActor } from "@/lib/audit/policy";
import type { AuditAuthor, AuditEntry } from "@/lib/ports/audit-log";
import type { Transaction } from "@/lib/ports/database";
import type { Ports } from "@/lib/ports/ports";
import type { Pause } from "@/lib/ports/sending-repository";
import { canPauseSending } from "@/lib/sending/policy";
import type { Actor } from "@/lib/shared/actor";
import { err, ok, type Result } from "@/lib/shared/result";

type StopPorts = Pick<Ports, "audit" | "clock" | "database" | "sending">;
type PausePorts = StopPorts & Pick<Ports, "queue">;

/** Writes a pause, or its end, into the log of whom it concerns. */
type Note = (
  tx: Transaction,
  entry: Pick<AuditEntry, "action" | "before" | "after" | "at">,
) => Promise<void>;

/** What is done to the installation by somebody of no team is in the log of every team. */
const forAll =
  ({ audit }: Pick<Ports, "audit">, author: AuditAuthor): Note =>
  (tx, entry) =>
    audit.recordForAll(tx, { author, ...entry });

const forOwnTeam =
  ({ audit }: Pick<Ports, "audit">, actor: Actor): Note =>
  (tx, entry) =>
    audit.record(tx, { ...byActor(actor), ...entry });

const stop = (
  { clock, database, sending }: StopPorts,
  { by, reason }: Omit<Pause, "at">,
  note: Note,
): Promise<void> =>
  database.transaction(async (tx) => {
    const at = clock.now();
    if (await sending.pause(tx, { at, by, reason }))
      await note(tx, { action: "sending_paused", after: { reason }, at });
  });

/** Stops all sending of the installation: the next send that is not on the wire yet does not happen. */
export const pauseSending = (
  ports: StopPorts,
  pause: Omit<Pause, "at">,
  author: AuditAuthor = BY_STUDIO,
): Promise<void> => stop(ports, pause, forAll(ports, author));

/**
 * What is not durable must not be paid for: an attempt that a power cut forgets could be sent twice. True
 * when sending was paused for it.
 */
export async function refuseUnsafeDatabase(ports: StopPorts): Promise<boolean> {
  const unsafe = await ports.sending.listUnsafeSettings();
  if (unsafe.length === 0) return false;
  await pauseSending(ports, { by: "Maquette", reason: `${unsafe.join(", ")} is off` });
  return true;
}

/** Whatever waits goes on. Null when nothing was paused. */
export const resumeSending = (
  ports: PausePorts,
  author: AuditAuthor = BY_STUDIO,
): Promise<Pause | null> => goOn(ports, forAll(ports, author));

async function goOn(ports: PausePorts, note: Note): Promise<Pause | null> {
  const { clock, database, sending } = ports;
  const ended = await database.transaction(async (tx) => {
    const pause = await sending.resume(tx);
    if (pause)
      await note(tx, {
        action: "sending_resumed",
        before: { reason: pause.reason },
        at: clock.now(),
      });
    return pause;
  });
  await wakeAccounts(ports);
  return ended;
}

export async function wakeAccounts(
  ports: Pick<Ports, "database" | "queue" | "sending">,
): Promise<void> {
  const accounts = await ports.sending.listAccounts();
  await ports.database.transaction(async (tx) => {
    for (const id of accounts) await ports.queue.enqueue(tx, { name: "dispatch", id });
  });
}

type Refusal = { code: "forbidden" };

/** The button on the screen. */
export async function pauseByPerson(
  ports: PausePorts & Pick<Ports, "accounts">,
  actor: Actor,
  reason: string,
): Promise<Result<null, Refusal>> {
  if (!canPauseSending(actor.role)) return err({ code: "forbidden" });
  const viewer = await ports.accounts.findViewer(actor.userId, actor);
  const pause = { by: viewer?.user.name ?? actor.userId, reason };
  await stop(ports, pause, forOwnTeam(ports, actor));
  return ok(null);
}

export async function resumeByPerson(
  ports: PausePorts,
  actor: Actor,
): Promise<Result<null, Refusal>> {
  if (!canPauseSending(actor.role)) return err({ code: "forbidden" });
  await goOn(ports, forOwnTeam(ports, actor));
  return ok(null);
}
