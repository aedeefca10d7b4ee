import type { Prisma, PrismaClient } from "@/lib/adapters/prisma/client/client";
import type {
  AppliedMigration,
  DoubtfulAttempt,
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

  async listTeams() {
    const teams = await prisma.team.findMany({
      orderBy: { name: "asc" },
      select: {
        id: true,
        name: true,
        projects: { orderBy: { code: "asc" }, select: { id: true, code: true } },
        memberships: { select: { user: { select: { id: true, email: true } } } },
      },
    });
    return teams.map(({ id, name, projects, memberships }) => ({
      id,
      name,
      projects: projects.map((project) => ({ id: project.id, name: project.code })),
      people: memberships.map(({ user }) => ({ id: user.id, name: user.email })),
    }));
  },

  listDoubtfulAttempts: (before) => prisma.$queryRaw<DoubtfulAttempt[]>`
    select a.variant_id as "variantId", v.status::text as status,
           a.gateway_key_id as "gatewayKeyId", a.client_business_id as "clientBusinessId",
           a.sent_at as "sentAt"
      from attempt a join variant v on v.id = a.variant_id
     where v.status in ('submitting', 'unknown') and a.task_id is null
       and a.sent_at < ${before} and coalesce(a.outcome, 'ambiguous') = 'ambiguous'
     order by a.sent_at`,

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
