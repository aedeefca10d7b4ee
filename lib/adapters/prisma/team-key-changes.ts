import type { PrismaClient } from "@/lib/adapters/prisma/client/client";
import { isConflict } from "@/lib/adapters/prisma/prisma-client";
import type { TeamKeys } from "@/lib/ports/team-keys";

type Replacement = { teamId: string; keyId: string; next: Parameters<TeamKeys["replace"]>[2] };

/** The old row keeps its id, which attempts name; without a secret its work goes on with the new one. */
export async function replaceKey(
  prisma: PrismaClient,
  { teamId, keyId, next }: Replacement,
): ReturnType<TeamKeys["replace"]> {
  const { at, sealed, ...identity } = next;
  try {
    return await prisma.$transaction(async (client) => {
      const [old] = await client.gatewayKey.updateManyAndReturn({
        where: { id: keyId, teamId, removedAt: null },
        data: { secret: null, removedAt: at },
      });
      if (!old) return "not_found";
      const { label, baseUrl, accountGroup, isEnabled, createdAt } = old;
      await client.gatewayKey.create({
        data: {
          ...{ label, baseUrl, accountGroup, isEnabled, createdAt },
          ...{ ...identity, teamId, source: "team", secret: sealed },
        },
      });
      const to = { gatewayKeyId: next.id };
      await client.gatewayKey.update({ where: { id: keyId }, data: { replacedById: next.id } });
      await client.team.updateMany({ where: { gatewayKeyId: keyId }, data: to });
      await client.project.updateMany({ where: { gatewayKeyId: keyId }, data: to });
      // What the old secret was refused for says nothing of the new one.
      await client.gatewayCircuit.deleteMany({ where: { gatewayKeyId: keyId } });
      return "replaced";
    });
  } catch (cause) {
    if (isConflict(cause)) return "taken";
    throw cause;
  }
}

type Removal = { teamId: string; keyId: string; at: Date };

export const removeKey = (
  prisma: PrismaClient,
  { teamId, keyId, at }: Removal,
): ReturnType<TeamKeys["remove"]> =>
  prisma.$transaction(async (client) => {
    const [row] = await client.$queryRaw<{ id: string }[]>`
      select id from gateway_key where id = ${keyId} and team_id = ${teamId} and removed_at is null
      for update`;
    if (!row) return "not_found";
    // Also with those that it has taken the place of: nobody else would go on with their work.
    const [underWay] = await client.$queryRaw<{ count: number }[]>`
      with recursive before as (
        select ${keyId}::text as id
        union select k.id from gateway_key k join before on k.replaced_by_id = before.id)
      select count(*)::int as count from variant
      where gateway_key_id in (select id from before)
        and status in ('queued', 'submitting', 'submitted', 'running', 'saving', 'unknown')`;
    if (underWay && underWay.count > 0) return underWay.count;
    await client.gatewayKey.update({
      where: { id: keyId },
      data: { secret: null, removedAt: at, isEnabled: false },
    });
    await client.team.updateMany({ where: { gatewayKeyId: keyId }, data: { gatewayKeyId: null } });
    await client.project.updateMany({
      where: { gatewayKeyId: keyId },
      data: { gatewayKeyId: null },
    });
    await client.gatewayCircuit.deleteMany({ where: { gatewayKeyId: keyId } });
    return "removed";
  });

export async function chooseKey(
  prisma: PrismaClient,
  teamId: string,
  { projectId, keyId }: Parameters<TeamKeys["choose"]>[1],
): Promise<boolean> {
  const isTheirs =
    keyId === null ||
    (await prisma.gatewayKey.count({ where: { id: keyId, teamId, removedAt: null } })) === 1;
  if (!isTheirs) return false;
  const data = { gatewayKeyId: keyId };
  const { count } = projectId
    ? await prisma.project.updateMany({ where: { id: projectId, teamId }, data })
    : await prisma.team.updateMany({ where: { id: teamId }, data });
  return count === 1;
}
