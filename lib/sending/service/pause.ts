import "server-only";

import type { Ports } from "@/lib/ports/ports";
import type { Pause } from "@/lib/ports/sending-repository";
import { canPauseSending } from "@/lib/sending/policy";
import type { Actor } from "@/lib/shared/actor";
import { err, ok, type Result } from "@/lib/shared/result";

type PausePorts = Pick<Ports, "clock" | "database" | "queue" | "sending">;

/** Stops all sending of the installation: the next send that is not on the wire yet does not happen. */
export const pauseSending = (
  ports: Pick<Ports, "clock" | "sending">,
  { by, reason }: Omit<Pause, "at">,
): Promise<void> => ports.sending.pause({ at: ports.clock.now(), by, reason });

/**
 * What is not durable must not be paid for: an attempt that a power cut forgets could be sent twice. True
 * when sending was paused for it.
 */
export async function refuseUnsafeDatabase(
  ports: Pick<Ports, "clock" | "sending">,
): Promise<boolean> {
  const unsafe = await ports.sending.listUnsafeSettings();
  if (unsafe.length === 0) return false;
  await pauseSending(ports, { by: "Maquette", reason: `${unsafe.join(", ")} is off` });
  return true;
}

/** Whatever waits goes on. Null when nothing was paused. */
export async function resumeSending(ports: PausePorts): Promise<Pause | null> {
  const paused = await ports.sending.resume();
  await wakeAccounts(ports);
  return paused;
}

export async function wakeAccounts(ports: PausePorts): Promise<void> {
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
  const viewer = await ports.accounts.findViewer(actor.userId, actor.teamId);
  await pauseSending(ports, { by: viewer?.user.name ?? actor.userId, reason });
  return ok(null);
}

export async function resumeByPerson(
  ports: PausePorts,
  actor: Actor,
): Promise<Result<null, Refusal>> {
  if (!canPauseSending(actor.role)) return err({ code: "forbidden" });
  await resumeSending(ports);
  return ok(null);
}
