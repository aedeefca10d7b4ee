import type { GatewayKey, Prisma } from "@/lib/adapters/prisma/client/client";
import type { KeyName, TeamKeys } from "@/lib/ports/team-keys";

type Client = Prisma.TransactionClient;

export const living = (teamId: string, id: string) => ({ id, teamId, removedAt: null });

export const nameOf = (
  row: Pick<GatewayKey, "label" | "baseUrl" | "accountGroup" | "lastFour">,
): KeyName => ({
  label: row.label,
  baseUrl: row.baseUrl ?? "",
  accountGroup: row.accountGroup,
  lastFour: row.lastFour ?? "",
});

/** Nobody else changes it until the end of the transaction: what it is now is what it was before. */
export async function lockKey(
  client: Client,
  teamId: string,
  keyId: string,
): Promise<GatewayKey | null> {
  await client.$queryRaw`select id from gateway_key where id = ${keyId} for update`;
  return client.gatewayKey.findFirst({ where: living(teamId, keyId) });
}

/** The old row keeps its id, which attempts name; without a secret its work goes on with the new one. */
export async function replaceKey(
  client: Client,
  teamId: string,
  { keyId, at, sealed, ...identity }: Parameters<TeamKeys["replace"]>[2],
): Promise<KeyName | null> {
  const [old] = await client.gatewayKey.updateManyAndReturn({
    where: living(teamId, keyId),
    data: { secret: null, removedAt: at },
  });
  if (!old) return null;
  const { label, baseUrl, accountGroup, isEnabled, createdAt } = old;
  await client.gatewayKey.create({
    data: {
      ...{ label, baseUrl, accountGroup, isEnabled, createdAt },
      ...{ ...identity, teamId, source: "team", secret: sealed },
    },
  });
  const to = { gatewayKeyId: identity.id };
  await client.gatewayKey.update({ where: { id: keyId }, data: { replacedById: identity.id } });
  await client.team.updateMany({ where: { gatewayKeyId: keyId }, data: to });
  await client.project.updateMany({ where: { gatewayKeyId: keyId }, data: to });
  // What the old secret was refused for says nothing of the new one.
  await client.gatewayCircuit.deleteMany({ where: { gatewayKeyId: keyId } });
  return nameOf(old);
}

export async function removeKey(
  client: Client,
  teamId: string,
  { keyId, at }: Parameters<TeamKeys["remove"]>[2],
): Promise<KeyName | number | null> {
  const row = await lockKey(client, teamId, keyId);
  if (!row) return null;
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
  await client.project.updateMany({ where: { gatewayKeyId: keyId }, data: { gatewayKeyId: null } });
  await client.gatewayCircuit.deleteMany({ where: { gatewayKeyId: keyId } });
  return nameOf(row);
}

export const chooseKey: (
  client: Client,
  teamId: string,
  choice: Parameters<TeamKeys["choose"]>[2],
) => ReturnType<TeamKeys["choose"]> = async (client, teamId, { projectId, keyId }) => {
  const key = keyId && (await client.gatewayKey.findFirst({ where: living(teamId, keyId) }));
  if (keyId && !key) return null;
  const select = { name: true, gatewayKey: { select: { label: true } } };
  const place = projectId
    ? await client.project.findFirst({ where: { id: projectId, teamId }, select })
    : await client.team.findUnique({ where: { id: teamId }, select });
  if (!place) return null;
  const data = { gatewayKeyId: keyId };
  await (projectId
    ? client.project.update({ where: { id: projectId }, data })
    : client.team.update({ where: { id: teamId }, data }));
  const after = key ? key.label : null;
  return { of: place.name, before: place.gatewayKey?.label ?? null, after };
};
