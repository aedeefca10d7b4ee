import { PrismaPg } from "@prisma/adapter-pg";
import { Prisma, PrismaClient } from "@/lib/adapters/prisma/client/client";
import { ConflictError, type Database, type Transaction } from "@/lib/ports/database";

export const createPrismaClient = (connectionString: string, connectionsMax: number) =>
  new PrismaClient({ adapter: new PrismaPg({ connectionString, max: connectionsMax }) });

/** Inside a transaction only its own client may be used: the outer one would wait for a second connection. */
export const inside = (tx: Transaction) => tx as unknown as Prisma.TransactionClient;

/** Names of those without which a power cut may take back what this session has committed. */
export const UNSAFE_SETTINGS = Prisma.sql`
  select name from unnest(array['fsync', 'synchronous_commit', 'full_page_writes']) as name
  where current_setting(name) = 'off'`;

const UNIQUE_VIOLATION = "P2002";

export const isConflict = (cause: unknown) =>
  cause instanceof Prisma.PrismaClientKnownRequestError && cause.code === UNIQUE_VIOLATION;

export const createPrismaDatabase = (prisma: PrismaClient): Database => ({
  async transaction(run) {
    try {
      return await prisma.$transaction((tx) => run(tx as unknown as Transaction), {
        maxWait: 10_000,
        timeout: 10_000,
      });
    } catch (cause) {
      if (isConflict(cause)) throw new ConflictError("A unique value is taken", { cause });
      throw cause;
    }
  },
  isReachable: () =>
    prisma.$queryRaw`select 1`.then(
      () => true,
      () => false,
    ),
});

export async function readDatabaseTime(prisma: PrismaClient): Promise<Date> {
  const [row] = await prisma.$queryRaw<{ now: Date }[]>`select clock_timestamp() as now`;
  if (!row) throw new Error("The database does not tell its time");
  return row.now;
}
