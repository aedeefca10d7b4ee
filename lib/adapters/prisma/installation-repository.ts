import type { Prisma, PrismaClient } from "@/lib/adapters/prisma/client/client";
import type {
  AppliedMigration,
  FactValue,
  InstallationRepository,
} from "@/lib/ports/installation-repository";

type ServerRow = {
  version: number;
  fsync: string;
  synchronous_commit: string;
  full_page_writes: string;
  now: Date;
};

export const createInstallationRepository = (prisma: PrismaClient): InstallationRepository => ({
  async readServer() {
    const rows = await prisma.$queryRaw<ServerRow[]>`
      select current_setting('server_version_num')::int as version,
             current_setting('fsync') as fsync,
             current_setting('synchronous_commit') as synchronous_commit,
             current_setting('full_page_writes') as full_page_writes,
             clock_timestamp() as now`;
    const [row] = rows;
    if (!row) throw new Error("The database answered without a row");
    const { version, now, ...durability } = row;
    return { versionNumber: version, durability, now };
  },

  listMigrations: () => prisma.$queryRaw<AppliedMigration[]>`
    select migration_name as name, checksum, finished_at is not null as "isFinished"
      from _prisma_migrations where rolled_back_at is null`,

  async lastHeartbeatAt() {
    const { _max } = await prisma.workerHeartbeat.aggregate({ _max: { seenAt: true } });
    return _max.seenAt;
  },

  async saveFact({ name, value, measuredAt }) {
    const stored = { value: value as Prisma.InputJsonValue, measuredAt };
    await prisma.installationFact.upsert({
      where: { name },
      create: { name, ...stored },
      update: stored,
    });
  },

  async findFact(name) {
    const row = await prisma.installationFact.findUnique({ where: { name } });
    return row && { ...row, value: row.value as FactValue };
  },
});
