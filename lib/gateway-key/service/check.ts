import "server-only";

import { CHECK_TRIES, canManageKeys } from "@/lib/gateway-key/policy";
import type { CheckCode } from "@/lib/gateway-key/schema";
import type { ManageRefusal } from "@/lib/gateway-key/service/manage";
import { type Gateway, type GatewayBalance, GatewayError } from "@/lib/ports/gateway";
import type { Ports } from "@/lib/ports/ports";
import type { Actor } from "@/lib/shared/actor";
import { err, ok, type Result } from "@/lib/shared/result";

/** The worker asks the gateway, as nobody else does; the page shows what it found. */
export async function askCheck(
  {
    clock,
    database,
    queue,
    teamKeys,
    throttle,
  }: Pick<Ports, "clock" | "database" | "queue" | "teamKeys" | "throttle">,
  { role, teamId }: Actor,
  keyId: string,
): Promise<Result<null, ManageRefusal | { code: "not_found" }>> {
  if (!canManageKeys(role)) return err({ code: "not_allowed" });
  const waitMs = await throttle.take(`gateway key check ${teamId}`, CHECK_TRIES, clock.now());
  if (waitMs > 0) return err({ code: "too_often", waitMs });
  const isAsked = await database.transaction(async (tx) => {
    const isTheirs = await teamKeys.askCheck(tx, teamId, { keyId, at: clock.now() });
    if (isTheirs) await queue.enqueue(tx, { name: "checkKey", id: keyId });
    return isTheirs;
  });
  return isAsked ? ok(null) : err({ code: "not_found" });
}

type CheckPorts = Pick<
  Ports,
  "balances" | "circuits" | "clock" | "connections" | "database" | "gateways" | "queue" | "teamKeys"
>;

/** Reads the list of models and the balance, and nothing that costs. What a key was closed for is looked at anew. */
export async function checkKey(ports: CheckPorts, keyId: string): Promise<void> {
  const { code, modelCount, balance } = await look(ports, keyId);
  const at = ports.clock.now();
  if (balance) {
    const latest = await ports.balances.latest(keyId);
    await ports.balances.add(
      keyId,
      // Not quiet: what our tasks cost is measured by readings that take care of that.
      { ...balance, isQuiet: false, at },
      { latestId: latest?.id ?? null, attemptIds: [] },
    );
  }
  await ports.teamKeys.noteCheck(keyId, { code, at, modelCount });
  await probeNow(ports, keyId);
}

type Found = { code: CheckCode; modelCount: number | null; balance: GatewayBalance | null };

async function look(ports: CheckPorts, keyId: string): Promise<Found> {
  const nothing = { modelCount: null, balance: null };
  const usable = await ports.connections.find(keyId);
  if (!usable) return { code: "sealed", ...nothing };
  let gateway: Gateway;
  try {
    gateway = ports.gateways.open(usable.connection);
  } catch {
    // The master key is another one, or the row was tampered with: only a person can cure that.
    return { code: "sealed", ...nothing };
  }
  try {
    const { length: modelCount } = await gateway.listImageModels();
    const balance = leastOf(await gateway.readBalance());
    const isEmpty = balance.remainingCredits !== null && balance.remainingCredits <= 0;
    return { code: isEmpty ? "no_balance" : "works", modelCount, balance };
  } catch (cause) {
    if (!(cause instanceof GatewayError)) throw cause;
    return { code: cause.code, ...nothing };
  }
}

/** A key may be limited while its account is not, and the other way round. */
function leastOf({ key, account }: { key: GatewayBalance; account: GatewayBalance }) {
  const left = [key.remainingCredits, account.remainingCredits].filter((each) => each !== null);
  return { ...key, remainingCredits: left.length > 0 ? Math.min(...left) : null };
}

/** Whether it may be used again is for the probe to say; it does not have to wait for its time. */
async function probeNow(ports: CheckPorts, keyId: string): Promise<void> {
  const at = ports.clock.now();
  const open = (await ports.circuits.listOpen()).filter((each) => each.gatewayKeyId === keyId);
  if (open.length === 0) return;
  for (const circuit of open) await ports.circuits.open({ ...circuit, nextProbeAt: at, at });
  await ports.database.transaction((tx) => ports.queue.enqueue(tx, { name: "probe", id: keyId }));
}
