import { auditChains } from "@/lib/adapters/prisma/audit-chains";
import { auditReader } from "@/lib/adapters/prisma/audit-reader";
import type { Prisma, PrismaClient } from "@/lib/adapters/prisma/client/client";
import { inside } from "@/lib/adapters/prisma/prisma-client";
import { AUDIT_FACTS, type AuditAction } from "@/lib/audit/schema/facts";
import type { AuditEntry, AuditFacts, AuditLog } from "@/lib/ports/audit-log";
import type { Clock } from "@/lib/ports/clock";

const USER_AGENT_LENGTH_MAX = 200;
const ADDRESS_LENGTH_MAX = 64;

/** Only what the action may say, whatever is handed in. */
function allowed(action: AuditAction, facts: AuditFacts | undefined) {
  if (!facts) return {};
  const names: readonly string[] = AUDIT_FACTS[action];
  const kept = Object.entries(facts).filter(([name]) => names.includes(name));
  return Object.fromEntries(kept);
}

function rowOf({ author, action, object, before, after, detail, at }: Omit<AuditEntry, "teamId">) {
  const visit = "visit" in author ? author.visit : undefined;
  return {
    ...{ at, action, by: author.by },
    personId: author.by === "person" ? author.personId : null,
    objectKind: object?.kind ?? null,
    objectId: object?.id ?? null,
    objectLabel: object?.label ?? null,
    address: visit?.address.slice(0, ADDRESS_LENGTH_MAX) || null,
    userAgent: visit?.userAgent.slice(0, USER_AGENT_LENGTH_MAX) || null,
    ...(before && { before: allowed(action, before) }),
    ...(after && { after: allowed(action, after) }),
    ...(detail && { detail: detail as Prisma.InputJsonObject }),
  };
}

export const createAuditLog = (prisma: PrismaClient, clock: Clock): AuditLog => ({
  async record(tx, { teamId, ...entry }) {
    const data = { id: clock.newId(), teamId, ...rowOf(entry) };
    await inside(tx).auditEvent.create({ data });
  },
  async recordForAll(tx, entry) {
    // Each row waits for its team's chain: in one order, so that no two wait for each other.
    const teams = await inside(tx).team.findMany({ select: { id: true }, orderBy: { id: "asc" } });
    await inside(tx).auditEvent.createMany({
      data: teams.map(({ id: teamId }) => ({ id: clock.newId(), teamId, ...rowOf(entry) })),
    });
  },
  ...auditReader(prisma),
  ...auditChains(prisma),
});
