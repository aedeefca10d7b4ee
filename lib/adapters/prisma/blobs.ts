import { Prisma, type PrismaClient } from "@/lib/adapters/prisma/client/client";
import type { Blobs } from "@/lib/ports/blobs";
import type { Clock } from "@/lib/ports/clock";
import { BLOB_REMOVAL_LOCK } from "@/lib/ports/database-dump";

const { sql } = Prisma;

/** Longer than anything takes from putting bytes away to the row that speaks of them. */
const HOLD_MS = 24 * 60 * 60 * 1000;
/** Storage that does not answer gives up earlier than this by itself. */
const REMOVAL_TIMEOUT_MS = 3 * 60_000;

const lockOf = (sha256: string) => sql`hashtextextended(${sha256}, 3)`;

export function createBlobs(prisma: PrismaClient, clock: Clock): Blobs {
  const hold: Blobs["hold"] = async (sha256) => {
    const id = clock.newId();
    await prisma.$transaction([
      // Waits for a removal that has begun; those who hold do not wait for each other.
      prisma.$queryRaw`select 1 from pg_advisory_xact_lock_shared(${lockOf(sha256)})`,
      prisma.blobHold.create({ data: { id, sha256, at: clock.now() } }),
    ]);
    return {
      async release() {
        await prisma.blobHold.deleteMany({ where: { id } });
      },
    };
  };

  const removeUnused: Blobs["removeUnused"] = (sha256, remove) =>
    prisma.$transaction(
      async (tx) => {
        // Nothing else is locked: only who wants these same bytes waits while the storage answers.
        await tx.$queryRaw`select 1 from pg_advisory_xact_lock(${lockOf(sha256)})`;
        // While a backup copies what its snapshot names, nothing is removed: rows of today do not count for it.
        const [backup] = await tx.$queryRaw<{ isAway: boolean }[]>`
          select pg_try_advisory_xact_lock_shared(${BLOB_REMOVAL_LOCK}) as "isAway"`;
        if (!backup?.isAway) return "held";
        const use = await usageOf(tx, sha256, new Date(clock.now().getTime() - HOLD_MS));
        if (use === "held") return use;
        if (use === null) await remove();
        await tx.blobRemoval.deleteMany({ where: { sha256 } });
        return use ?? "removed";
      },
      { maxWait: 10_000, timeout: REMOVAL_TIMEOUT_MS },
    );

  const listDue: Blobs["listDue"] = async (limit) => {
    const rows = await prisma.blobRemoval.findMany({
      orderBy: [{ at: "asc" }, { sha256: "asc" }],
      take: limit,
      select: { sha256: true },
    });
    return rows.map(({ sha256 }) => sha256);
  };
  return { hold, removeUnused, listDue };
}

async function usageOf(
  tx: Prisma.TransactionClient,
  sha256: string,
  heldSince: Date,
): Promise<"used" | "held" | null> {
  const [row] = await tx.$queryRaw<{ isUsed: boolean; isHeld: boolean }[]>`
    select exists (select from image where sha256 = ${sha256})
        or exists (select from reference_image where sha256 = ${sha256}) as "isUsed",
      exists (select from blob_hold where sha256 = ${sha256} and at > ${heldSince}) as "isHeld"`;
  if (row?.isUsed) return "used";
  return row?.isHeld ? "held" : null;
}
