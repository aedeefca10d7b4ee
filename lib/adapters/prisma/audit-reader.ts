import type { AuditEvent, Prisma, PrismaClient } from "@/lib/adapters/prisma/client/client";
import type { AuditAction, AuditAuthorKind, AuditKind } from "@/lib/audit/schema/facts";
import type { AuditFacts, AuditFilter, AuditLog, AuditRecord } from "@/lib/ports/audit-log";

const conditionsOf = ({ personId, by, action, text, from, until }: AuditFilter) =>
  [
    personId && { OR: [{ personId }, { objectKind: "person", objectId: personId }] },
    by && { by },
    action && { action },
    text && { objectLabel: { contains: likeOf(text), mode: "insensitive" } },
    from && { at: { gte: from } },
    until && { at: { lt: until } },
  ].filter((each) => typeof each === "object") as Prisma.AuditEventWhereInput[];

/** Its own signs of LIKE are letters to whoever searches. */
const likeOf = (text: string) => text.replace(/[\\%_]/g, "\\$&");

type Row = Omit<AuditEvent, "teamId" | "objectId" | "detail" | "seq" | "hash">;

const recordOf = (row: Row, names: ReadonlyMap<string, string>): AuditRecord => ({
  ...{ id: row.id, at: row.at, address: row.address, userAgent: row.userAgent },
  // Written by `audit-log.ts` only.
  by: row.by as AuditAuthorKind,
  action: row.action as AuditAction,
  person: row.personId ? { id: row.personId, name: names.get(row.personId) ?? "" } : null,
  object: row.objectKind
    ? { kind: row.objectKind as AuditKind, label: row.objectLabel ?? "" }
    : null,
  before: row.before as AuditFacts | null,
  after: row.after as AuditFacts | null,
});

const FIELDS = {
  ...{ id: true, at: true, by: true, personId: true, action: true, objectKind: true },
  ...{ objectLabel: true, address: true, userAgent: true, before: true, after: true },
} as const;

async function namesOf(prisma: PrismaClient, ids: readonly (string | null)[]) {
  const known = [...new Set(ids.filter((id) => id !== null))];
  const users = await prisma.user.findMany({
    where: { id: { in: known } },
    select: { id: true, name: true },
  });
  return new Map(users.map(({ id, name }) => [id, name]));
}

export const auditReader = (prisma: PrismaClient): Pick<AuditLog, "list" | "listPeople"> => ({
  async list(teamId, { filter, after, limit }) {
    const rows = await prisma.auditEvent.findMany({
      where: {
        AND: [
          { teamId },
          ...conditionsOf(filter),
          ...(after
            ? [{ at: { lte: after.at } }, { NOT: { at: after.at, id: { gte: after.id } } }]
            : []),
        ],
      },
      orderBy: [{ at: "desc" }, { id: "desc" }],
      take: limit,
      select: FIELDS,
    });
    const names = await namesOf(
      prisma,
      rows.map(({ personId }) => personId),
    );
    return rows.map((row) => recordOf(row, names));
  },
  listPeople: (teamId) => prisma.$queryRaw`
    select id, name from "user" where id in (
      select user_id from membership where team_id = ${teamId}
      union select person_id from audit_event where team_id = ${teamId} and person_id is not null)
    order by lower(name), id`,
});
