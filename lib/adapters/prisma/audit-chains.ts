import type { PrismaClient } from "@/lib/adapters/prisma/client/client";
import type { AuditLog, ChainRecord } from "@/lib/ports/audit-log";

type Row = Omit<ChainRecord, "brokenAt"> & { brokenSeq: number | null; brokenAt: Date | null };

/** In the database, by the very function that wrote the hashes: a log does not fit into memory. */
export const auditChains = (prisma: PrismaClient): Pick<AuditLog, "checkChains" | "hasHead"> => ({
  async checkChains() {
    const rows = await prisma.$queryRaw<Row[]>`
      with chained as (
        select e.team_id, e.seq, e.at, e.hash, row_number() over of_team as place,
               audit_event_hash(coalesce(lag(e.hash) over of_team, ''), variadic audit_event_parts(e))
                 as reckoned
          from audit_event e
        window of_team as (partition by e.team_id order by e.seq)),
      checked as (
        select *, (seq is distinct from place or hash is distinct from reckoned) as is_broken
          from chained)
      select c.team_id as "teamId", coalesce(t.name, '') as "teamName", count(*)::int as count,
             coalesce(encode((array_agg(c.hash order by c.seq desc nulls last))[1], 'hex'), '') as head,
             (array_agg(coalesce(c.seq, c.place::int) order by c.place) filter (where is_broken))[1]
               as "brokenSeq",
             (array_agg(c.at order by c.place) filter (where is_broken))[1] as "brokenAt"
        from checked c left join team t on t.id = c.team_id
       group by c.team_id, t.name order by t.name, c.team_id`;
    return rows.map(({ brokenSeq, brokenAt, ...chain }) => ({
      ...chain,
      brokenAt: brokenSeq === null || brokenAt === null ? null : { seq: brokenSeq, at: brokenAt },
    }));
  },
  async hasHead(hash) {
    const bytes = new Uint8Array(Buffer.from(hash, "hex"));
    return (await prisma.auditEvent.count({ where: { hash: bytes } })) > 0;
  },
});
