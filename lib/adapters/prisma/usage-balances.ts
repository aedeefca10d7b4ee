import type { PrismaClient } from "@/lib/adapters/prisma/client/client";
import type { QuietReading, ReadKey, UsageReader, UsageTime } from "@/lib/ports/usage-reader";

const NEWEST = [{ at: "desc" as const }, { id: "desc" as const }];

async function findQuiet(prisma: PrismaClient, gatewayKeyId: string, { from, to }: UsageTime) {
  const quiet = { gatewayKeyId, isQuiet: true, usedCredits: { not: null } };
  const inside = { ...quiet, at: { gte: from, lt: to } };
  const find = (where: object, isFirst: boolean) =>
    prisma.balanceReading.findFirst({
      where,
      orderBy: isFirst ? [{ at: "asc" }, { id: "asc" }] : NEWEST,
    });
  const before = await find({ ...quiet, at: { lt: from } }, false);
  const first = before ?? (await find(inside, true));
  const last = await find(inside, false);
  if (!first || !last || first.id === last.id) return null;
  const toReading = ({ at, usedCredits }: typeof first): QuietReading => ({
    at,
    usedCredits: usedCredits ?? 0,
  });
  return { first: toReading(first), last: toReading(last) };
}

/** Of a key that several teams share, nobody can say whose the difference is. */
export const balanceReader = (
  prisma: PrismaClient,
): Pick<UsageReader, "listKeys" | "findLeft" | "findQuiet" | "sumSent"> => ({
  listKeys: (teamId, { from, to, isSandbox }) => prisma.$queryRaw<ReadKey[]>`
    select k.id, k.label from gateway_key k
    where (k.source = 'sandbox') = ${isSandbox}
      and exists (select from balance_reading r
        where r.gateway_key_id = k.id and r.at >= ${from} and r.at < ${to})
      and (k.team_id = ${teamId} or k.team_id is null
        and exists (select from variant v where v.gateway_key_id = k.id and v.team_id = ${teamId})
        and not exists (select from team t where t.id <> ${teamId}
          and exists (select from variant v where v.gateway_key_id = k.id and v.team_id = t.id)))
    order by k.label, k.id`,
  async findLeft(gatewayKeyId) {
    const reading = await prisma.balanceReading.findFirst({
      where: { gatewayKeyId, remainingCredits: { not: null } },
      orderBy: NEWEST,
    });
    return reading && { at: reading.at, remainingCredits: reading.remainingCredits ?? 0 };
  },
  findQuiet: (gatewayKeyId, time) => findQuiet(prisma, gatewayKeyId, time),
  async sumSent(teamId, gatewayKeyId, { from, to }) {
    const [row] = await prisma.$queryRaw<{ spent: bigint }[]>`
      select coalesce(sum(v.spent_micro_usd), 0)::bigint as spent from variant v
      where v.team_id = ${teamId} and v.id in (
        select a.variant_id from attempt a
        where a.gateway_key_id = ${gatewayKeyId} and a.sent_at > ${from} and a.sent_at <= ${to})`;
    return Number(row?.spent ?? 0n);
  },
});
