import { Prisma, type PrismaClient } from "@/lib/adapters/prisma/client/client";
import { secretPlace } from "@/lib/ports/gateway-key-repository";
import { factorSecretPlace } from "@/lib/ports/second-factor-repository";
import type { SealedSecret, SealedSecrets } from "@/lib/ports/vault";

/** Whoever seals a column adds it here; `countWithPrefix` finds one that was forgotten. */
export const createSealedSecrets = (prisma: PrismaClient): SealedSecrets => ({
  list: async () => [...(await gatewayKeys(prisma)), ...(await secondFactors(prisma))],
  async replace({ id, place, sealed: before }, sealed) {
    const data = { secret: sealed };
    const { count } =
      place === factorSecretPlace(id)
        ? await prisma.secondFactor.updateMany({ where: { userId: id, secret: before }, data })
        : await prisma.gatewayKey.updateMany({ where: { id, secret: before }, data });
    return count === 1;
  },
  async countWithPrefix(prefix) {
    const columns = await prisma.$queryRaw<{ table: string; column: string }[]>`
      select table_name as "table", column_name as "column" from information_schema.columns
      join information_schema.tables using (table_schema, table_name)
      where table_schema = 'public' and table_type = 'BASE TABLE' and data_type = 'text'`;
    let total = 0;
    for (const { table, column } of columns) {
      // Names that the database itself has told.
      const [from, name] = [Prisma.raw(`"${table}"`), Prisma.raw(`"${column}"`)];
      const [row] = await prisma.$queryRaw<{ count: number }[]>`
        select count(*)::int as count from ${from} where starts_with(${name}, ${prefix})`;
      total += row?.count ?? 0;
    }
    return total;
  },
});

async function gatewayKeys(prisma: PrismaClient): Promise<SealedSecret[]> {
  const rows = await prisma.gatewayKey.findMany({
    where: { secret: { not: null }, teamId: { not: null } },
    select: { id: true, teamId: true, secret: true },
  });
  return rows.flatMap(({ id, teamId, secret }) =>
    teamId && secret ? { id, place: secretPlace({ teamId, id }), sealed: secret } : [],
  );
}

/** Also one that is being set up: its first code is still to come. */
async function secondFactors(prisma: PrismaClient): Promise<SealedSecret[]> {
  const rows = await prisma.secondFactor.findMany({ select: { userId: true, secret: true } });
  return rows.map(({ userId: id, secret: sealed }) => ({
    ...{ id, sealed },
    place: factorSecretPlace(id),
  }));
}
