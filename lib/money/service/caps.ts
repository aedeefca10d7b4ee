import "server-only";

import { byActor } from "@/lib/audit/policy";
import { canSeeCap, canSeeCaps, canSetCaps } from "@/lib/money/policy/caps";
import type { MoneyKind, SetCap } from "@/lib/money/schema/caps";
import type { NamedCap } from "@/lib/ports/budgets";
import type { Ports } from "@/lib/ports/ports";
import type { Actor } from "@/lib/shared/actor";
import { err, ok, type Result } from "@/lib/shared/result";

/** Of budgets: YYYY-MM in UTC. */
const monthOf = (at: Date) => at.toISOString().slice(0, 7);

type SetPorts = Pick<Ports, "audit" | "budgets" | "clock" | "database" | "ledger">;

/** From this month on. What is under way goes on, also where it is more than the new cap. */
export async function setCap(
  ports: SetPorts,
  actor: Actor,
  { scope, scopeId, isSandbox, capMicroUsd, warnPercent }: SetCap,
): Promise<Result<null, { code: "not_allowed" | "not_found" }>> {
  if (!canSetCaps(actor.role)) return err({ code: "not_allowed" });
  const { teamId } = actor;
  const name = await ports.budgets.findName(teamId, { scope, scopeId });
  if (name === null) return err({ code: "not_found" });
  const at = ports.clock.now();
  await ports.database.transaction(async (tx) => {
    const key = { teamId, scope, scopeId, month: monthOf(at), isSandbox };
    const after = { capMicroUsd, warnPercent };
    const before = await ports.ledger.setCap(tx, key, after);
    if (before.capMicroUsd === capMicroUsd && before.warnPercent === warnPercent) return;
    await ports.audit.record(tx, {
      ...{ ...byActor(actor), action: "budget_set", at, before, after },
      object: { kind: "budget", id: scopeId, label: name },
      detail: { scope, isSandbox },
    });
  });
  return ok(null);
}

type ReadPorts = Pick<Ports, "accounts" | "budgets" | "clock" | "connections">;

export type ListedCaps = {
  month: string;
  now: Date;
  isSandbox: boolean;
  caps: NamedCap[];
  maySet: boolean;
  raisers: string[];
};

/** Of this month: as many as the role may see. */
export async function listCaps(
  ports: ReadPorts,
  actor: Actor,
  { money, projectId }: { money?: MoneyKind | undefined; projectId?: string | undefined } = {},
): Promise<Result<ListedCaps, { code: "not_allowed" }>> {
  if (!canSeeCaps(actor.role)) return err({ code: "not_allowed" });
  const { teamId } = actor;
  const now = ports.clock.now();
  const month = monthOf(now);
  const isSandbox = money ? money === "sandbox" : await usesSandbox(ports, { teamId, projectId });
  const [caps, raisers] = await Promise.all([
    ports.budgets.listCaps(teamId, { month, isSandbox }),
    ports.accounts.listAdminNames(teamId),
  ]);
  const seen = caps.filter((cap) => canSeeCap(actor, cap));
  return ok({ month, now, isSandbox, caps: seen, raisers, maySet: canSetCaps(actor.role) });
}

/** The caps that the actor's next press in a project has to pass. */
export async function listCapsOfPress(
  ports: ReadPorts,
  actor: Actor,
  projectId: string,
): Promise<Result<ListedCaps, { code: "not_allowed" }>> {
  const listed = await listCaps(ports, actor, { projectId });
  if (!listed.ok) return listed;
  const asked = new Set([actor.teamId, projectId, actor.userId]);
  const caps = listed.value.caps.filter(({ scopeId }) => asked.has(scopeId));
  return ok({ ...listed.value, caps });
}

/** Which money new work spends; without any gateway the sandbox is all there could be. */
async function usesSandbox(
  { connections }: Pick<Ports, "connections">,
  { teamId, projectId }: { teamId: string; projectId?: string | undefined },
): Promise<boolean> {
  const usable = await connections
    .current(projectId ? { teamId, projectId } : { teamId })
    .catch(() => null);
  return usable === null || usable.key.source === "sandbox";
}
