import type { Prisma, PrismaClient } from "@/lib/adapters/prisma/client/client";
import { inside } from "@/lib/adapters/prisma/prisma-client";
import { BUDGET_SCOPES, type BudgetScope, type ChargeBasis } from "@/lib/money/schema";
import { WARN_PERCENT } from "@/lib/money/schema/facts";
import type { Clock } from "@/lib/ports/clock";
import {
  BudgetExceededError,
  type BudgetKey,
  type BudgetRecord,
  type Cap,
  type Ledger,
  type LedgerMismatch,
  type Purse,
} from "@/lib/ports/ledger";
import type { MicroUsd } from "@/lib/shared/money";

type Client = Prisma.TransactionClient;

const scopeIdOf = (purse: Purse, scope: BudgetScope) =>
  ({ team: purse.teamId, project: purse.projectId, person: purse.personId })[scope];

const keysOf = (purse: Purse): BudgetKey[] =>
  BUDGET_SCOPES.map((scope) => ({
    teamId: purse.teamId,
    scope,
    scopeId: scopeIdOf(purse, scope),
    month: purse.month,
    isSandbox: purse.isSandbox,
  }));

/** A new month begins with the cap of the last one. */
const ensureBudget = (client: Client, { teamId, scope, scopeId, month, isSandbox }: BudgetKey) =>
  client.$executeRaw`
    insert into budget (team_id, scope, scope_id, month, is_sandbox, cap_micro_usd, warn_percent)
    select ${teamId}, ${scope}, ${scopeId}, ${month}, ${isSandbox}, last.cap_micro_usd,
      coalesce(last.warn_percent, ${WARN_PERCENT}::int)
    from (values (1)) as one left join lateral (
      select cap_micro_usd, warn_percent from budget
      where team_id = ${teamId} and scope = ${scope} and scope_id = ${scopeId}
        and is_sandbox = ${isSandbox} and month < ${month}
      order by month desc limit 1) as last on true
    on conflict do nothing`;

type CapRow = { cap: bigint | null; warnPercent: number };

/** The row is held until the end: what is answered is what was changed, whoever else changes it. */
async function setCap(client: Client, key: BudgetKey, cap: Partial<Cap>): Promise<Cap> {
  await ensureBudget(client, key);
  const [row] = await client.$queryRaw<CapRow[]>`
    select cap_micro_usd as cap, warn_percent as "warnPercent" from budget
    where team_id = ${key.teamId} and scope = ${key.scope} and scope_id = ${key.scopeId}
      and month = ${key.month} and is_sandbox = ${key.isSandbox} for update`;
  if (!row) throw new Error(`The budget of ${key.scopeId} is gone`);
  const where = { teamId_scope_scopeId_month_isSandbox: key };
  await client.budget.update({ where, data: cap });
  const { cap: before, warnPercent } = row;
  return { capMicroUsd: before === null ? null : Number(before), warnPercent };
}

type Delta = { reserved: MicroUsd; spent: MicroUsd };

const addToBudget = (client: Client, key: BudgetKey, { reserved, spent }: Delta) =>
  client.$executeRaw`
    update budget set reserved_micro_usd = reserved_micro_usd + ${reserved}::bigint,
      spent_micro_usd = spent_micro_usd + ${spent}::bigint
    where team_id = ${key.teamId} and scope = ${key.scope} and scope_id = ${key.scopeId}
      and month = ${key.month} and is_sandbox = ${key.isSandbox}`;

async function reserveInBudget(client: Client, key: BudgetKey, microUsd: MicroUsd) {
  await ensureBudget(client, key);
  const count = await client.$executeRaw`
    update budget set reserved_micro_usd = reserved_micro_usd + ${microUsd}::bigint
    where team_id = ${key.teamId} and scope = ${key.scope} and scope_id = ${key.scopeId}
      and month = ${key.month} and is_sandbox = ${key.isSandbox}
      and (cap_micro_usd is null
        or spent_micro_usd + reserved_micro_usd + ${microUsd}::bigint <= cap_micro_usd)`;
  if (count > 0) return;
  const budget = await client.budget.findUniqueOrThrow({
    where: { teamId_scope_scopeId_month_isSandbox: key },
  });
  const { capMicroUsd, spentMicroUsd, reservedMicroUsd } = budget;
  const left = Number(capMicroUsd ?? 0n) - Number(spentMicroUsd + reservedMicroUsd);
  throw new BudgetExceededError(key.scope, Math.max(0, left), key.scopeId);
}

type Entry = { variantId: string; kind: string; basis: ChargeBasis | null } & Delta;

const entryRow = (clock: Clock, purse: Purse, { reserved, spent, ...entry }: Entry) => ({
  id: clock.newId(),
  ...purse,
  ...entry,
  reservedMicroUsd: reserved,
  spentMicroUsd: spent,
  at: clock.now(),
});

async function findPurse(client: Client, variantId: string) {
  const variant = await client.variant.findUniqueOrThrow({
    where: { id: variantId },
    select: {
      teamId: true,
      authorId: true,
      month: true,
      reservedMicroUsd: true,
      spentMicroUsd: true,
      gatewayKey: { select: { source: true } },
      generation: { select: { projectId: true } },
    },
  });
  const purse: Purse = {
    teamId: variant.teamId,
    projectId: variant.generation.projectId,
    personId: variant.authorId,
    month: variant.month,
    isSandbox: variant.gatewayKey.source === "sandbox",
  };
  return { purse, reserved: variant.reservedMicroUsd, spent: variant.spentMicroUsd };
}

function createWriter(clock: Clock): Pick<Ledger, "reserve" | "charge" | "reserveAnew"> {
  const write = async (client: Client, purse: Purse, entries: Entry[]) => {
    await client.ledgerEntry.createMany({
      data: entries.map((entry) => entryRow(clock, purse, entry)),
    });
  };
  return {
    async reserve(tx, purse, variants) {
      const total = variants.reduce((sum, { microUsd }) => sum + microUsd, 0);
      for (const key of keysOf(purse)) await reserveInBudget(inside(tx), key, total);
      await write(
        inside(tx),
        purse,
        variants.map(({ id, microUsd }) => ({
          variantId: id,
          kind: "reserve",
          reserved: microUsd,
          spent: 0,
          basis: null,
        })),
      );
    },

    async charge(tx, variantId, { microUsd, basis }) {
      const client = inside(tx);
      const { purse, reserved, spent } = await findPurse(client, variantId);
      const isFirst = spent === null;
      if (!isFirst && spent === microUsd && basis === null) return;
      const delta = { reserved: isFirst ? -reserved : 0, spent: microUsd - (spent ?? 0) };
      const { count } = await client.variant.updateMany({
        where: { id: variantId, spentMicroUsd: spent },
        data: { spentMicroUsd: microUsd, chargeBasis: basis },
      });
      if (count === 0) throw new Error(`Two charges of ${variantId} at once`);
      for (const key of keysOf(purse)) await addToBudget(client, key, delta);
      const first = basis === null ? "release" : "settle";
      await write(client, purse, [
        { variantId, kind: isFirst ? first : "correct", ...delta, basis },
      ]);
    },

    async reserveAnew(tx, variantId, microUsd) {
      const client = inside(tx);
      const { purse, reserved } = await findPurse(client, variantId);
      const more = microUsd - reserved;
      const { count } = await client.variant.updateMany({
        where: { id: variantId, reservedMicroUsd: reserved, spentMicroUsd: null },
        data: { reservedMicroUsd: microUsd },
      });
      if (count === 0)
        throw new Error(`The reserve of ${variantId} has an end, or a second change`);
      for (const key of keysOf(purse)) await reserveInBudget(client, key, more);
      await write(client, purse, [
        { variantId, kind: "reserve", reserved: more, spent: 0, basis: null },
      ]);
    },
  };
}

type BudgetSums = {
  team_id: string;
  scope: BudgetScope;
  scope_id: string;
  month: string;
  is_sandbox: boolean;
  budget_reserved: bigint;
  budget_spent: bigint;
  ledger_reserved: bigint;
  ledger_spent: bigint;
};

async function findMismatches(prisma: PrismaClient): Promise<LedgerMismatch[]> {
  const rows = await prisma.$queryRaw<BudgetSums[]>`
    with sums as (
      select l.team_id, s.scope, s.scope_id, l.month, l.is_sandbox,
        sum(l.reserved_micro_usd)::bigint as reserved, sum(l.spent_micro_usd)::bigint as spent
      from ledger_entry l cross join lateral (values
        ('team', l.team_id), ('project', l.project_id), ('person', l.person_id)
      ) as s(scope, scope_id)
      group by 1, 2, 3, 4, 5)
    select team_id, scope, scope_id, month, is_sandbox,
      coalesce(b.reserved_micro_usd, 0) as budget_reserved, coalesce(b.spent_micro_usd, 0) as budget_spent,
      coalesce(s.reserved, 0) as ledger_reserved, coalesce(s.spent, 0) as ledger_spent
    from budget b full join sums s using (team_id, scope, scope_id, month, is_sandbox)
    where coalesce(b.reserved_micro_usd, 0) <> coalesce(s.reserved, 0)
      or coalesce(b.spent_micro_usd, 0) <> coalesce(s.spent, 0)`;
  return rows.map((row) => ({
    teamId: row.team_id,
    scope: row.scope,
    scopeId: row.scope_id,
    month: row.month,
    isSandbox: row.is_sandbox,
    budget: {
      reservedMicroUsd: Number(row.budget_reserved),
      spentMicroUsd: Number(row.budget_spent),
    },
    ledger: {
      reservedMicroUsd: Number(row.ledger_reserved),
      spentMicroUsd: Number(row.ledger_spent),
    },
  }));
}

async function listBudgets(prisma: PrismaClient, teamId: string | null, month: string) {
  const rows = await prisma.budget.findMany({
    where: { month, ...(teamId && { teamId }) },
    orderBy: [{ teamId: "asc" }, { isSandbox: "asc" }, { scope: "asc" }, { scopeId: "asc" }],
  });
  return rows.map(
    (row): BudgetRecord => ({
      ...row,
      // Written by this file only.
      scope: row.scope as BudgetScope,
      capMicroUsd: row.capMicroUsd === null ? null : Number(row.capMicroUsd),
      reservedMicroUsd: Number(row.reservedMicroUsd),
      spentMicroUsd: Number(row.spentMicroUsd),
    }),
  );
}

export const createLedger = (prisma: PrismaClient, clock: Clock): Ledger => ({
  ...createWriter(clock),
  setCap: (tx, key, cap) => setCap(inside(tx), key, cap),
  listBudgets: (teamId, month) => listBudgets(prisma, teamId, month),
  findMismatches: () => findMismatches(prisma),
});
