import type { Prisma, PrismaClient } from "@/lib/adapters/prisma/client/client";
import { ensureInstallation } from "@/lib/adapters/prisma/engine-repository";
import { inside, UNSAFE_SETTINGS } from "@/lib/adapters/prisma/prisma-client";
import type { Pause, SendingRepository, WaitingVariant } from "@/lib/ports/sending-repository";

type PauseRow = { pausedAt: Date | null; pausedBy: string | null; pauseReason: string | null };

const toPause = (row: PauseRow | null): Pause | null =>
  row?.pausedAt
    ? { at: row.pausedAt, by: row.pausedBy ?? "", reason: row.pauseReason ?? "" }
    : null;

const PAUSE = { pausedAt: true, pausedBy: true, pauseReason: true } as const;
const NO_PAUSE = { pausedAt: null, pausedBy: null, pauseReason: null };

const createPauses = (
  prisma: PrismaClient,
): Pick<SendingRepository, "findPause" | "pause" | "resume"> => ({
  findPause: async () =>
    toPause(await prisma.installation.findUnique({ where: { id: 1 }, select: PAUSE })),
  async pause(tx, { at, by, reason }) {
    // A fresh installation has not sent anything yet: it pauses all the same.
    await ensureInstallation(inside(tx));
    const { count } = await inside(tx).installation.updateMany({
      where: { id: 1, pausedAt: null },
      data: { pausedAt: at, pausedBy: by, pauseReason: reason },
    });
    return count === 1;
  },
  async resume(tx) {
    // Of two who end it at once one has ended it.
    await inside(tx).$queryRaw`select id from installation where id = 1 for update`;
    const row = await inside(tx).installation.findUnique({ where: { id: 1 }, select: PAUSE });
    await inside(tx).installation.updateMany({ where: { id: 1 }, data: NO_PAUSE });
    return toPause(row);
  },
});

/** Between its turn and its end at the gateway. */
const IN_FLIGHT = {
  OR: [
    { status: { in: ["submitting", "submitted", "running"] } },
    { status: "queued", turnAt: { not: null } },
  ],
} satisfies Prisma.VariantWhereInput;

type WaitingRow = { id: string; person_id: string; gateway_key_id: string; priority: number };

const createTurns = (
  prisma: PrismaClient,
): Omit<SendingRepository, "findPause" | "pause" | "resume"> => ({
  async listUnsafeSettings() {
    const rows = await prisma.$queryRaw<{ name: string }[]>`${UNSAFE_SETTINGS}`;
    return rows.map(({ name }) => name);
  },
  async listAccounts() {
    const rows = await prisma.gatewayKey.findMany({
      where: { variants: { some: { status: "queued" } } },
      distinct: ["account"],
      select: { account: true },
    });
    return rows.map(({ account }) => account);
  },
  async listKeys(account) {
    const rows = await prisma.gatewayKey.findMany({ where: { account }, select: { id: true } });
    return rows.map(({ id }) => id);
  },
  async lock(tx, account) {
    await inside(tx)
      .$queryRaw`select 1 from pg_advisory_xact_lock(hashtextextended(${account}, 1))`;
  },
  async listWaiting(tx, account, { now, perPerson }) {
    const rows = await inside(tx).$queryRaw<WaitingRow[]>`
      select id, person_id, gateway_key_id, priority from (
        select v.id, v.author_id as person_id, v.gateway_key_id, v.priority, v.created_at, v.number,
          row_number() over (
            partition by v.author_id, v.gateway_key_id
            order by v.priority, v.created_at, v.generation_id, v.number) as place
        from variant v join gateway_key k on k.id = v.gateway_key_id
        where v.status = 'queued' and v.turn_at is null and k.account = ${account}
          and (v.next_action_at is null or v.next_action_at <= ${now})
      ) as due
      where place <= ${perPerson}
      order by created_at, number`;
    return rows.map(
      (row): WaitingVariant => ({
        id: row.id,
        personId: row.person_id,
        gatewayKeyId: row.gateway_key_id,
        priority: row.priority,
      }),
    );
  },
  async nextDueAt(tx, account, now) {
    const row = await inside(tx).variant.findFirst({
      where: {
        status: "queued",
        turnAt: null,
        nextActionAt: { gt: now },
        gatewayKey: { account },
      },
      orderBy: { nextActionAt: "asc" },
      select: { nextActionAt: true },
    });
    return row?.nextActionAt ?? null;
  },
  async countInFlight(tx, account) {
    const rows = await inside(tx).variant.groupBy({
      by: ["authorId", "status"],
      where: { ...IN_FLIGHT, gatewayKey: { account } },
      _count: true,
    });
    const byPerson = new Map<string, number>();
    let sending = 0;
    for (const { authorId, status, _count } of rows) {
      byPerson.set(authorId, (byPerson.get(authorId) ?? 0) + _count);
      if (status === "queued" || status === "submitting") sending += _count;
    }
    return { byPerson, sending };
  },
  async giveTurns(tx, variantIds, at) {
    await inside(tx).variant.updateMany({
      where: { id: { in: [...variantIds] }, status: "queued", turnAt: null },
      data: { turnAt: at },
    });
  },
  listStranded: (before) =>
    prisma.variant.findMany({
      where: {
        status: { in: ["queued", "submitting", "submitted", "running", "saving", "unknown"] },
        OR: [
          // Without a turn it waits for one, and not for a job.
          { nextActionAt: { lt: before }, NOT: { status: "queued", turnAt: null } },
          { nextActionAt: null, status: "submitting", statusChangedAt: { lt: before } },
          { nextActionAt: null, status: "queued", turnAt: { lt: before } },
        ],
      },
      orderBy: { nextActionAt: "asc" },
      take: 500,
      select: { id: true, status: true },
    }),
});

export const createSendingRepository = (prisma: PrismaClient): SendingRepository => ({
  ...createPauses(prisma),
  ...createTurns(prisma),
});
