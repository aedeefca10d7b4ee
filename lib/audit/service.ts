import "server-only";

import { byActor, canReadLog } from "@/lib/audit/policy";
import { delimiterOf, type LogWords, presentHeads, presentLine } from "@/lib/audit/presenter";
import type { LogSearch } from "@/lib/audit/schema";
import { LOG_PAGE_SIZE } from "@/lib/audit/schema/facts";
import type { AuditFilter, AuditPlace, AuditRecord } from "@/lib/ports/audit-log";
import type { Ports } from "@/lib/ports/ports";
import type { Actor } from "@/lib/shared/actor";
import { err, ok, type Result } from "@/lib/shared/result";

type Refused = { code: "not_allowed" };

function filterOf({ who, action, q: text, from, until }: LogSearch): AuditFilter {
  const isNobody = who === "operator" || who === "studio";
  return {
    ...(isNobody ? { by: who } : { personId: who }),
    ...{ action, text },
    from: from === undefined ? undefined : new Date(from),
    until: until === undefined ? undefined : new Date(until),
  };
}

/** Of the team, newest first; one more than a page is read to know whether there is another. */
export async function listLog(
  { audit }: Pick<Ports, "audit">,
  { role, teamId }: Actor,
  { search, after }: { search: LogSearch; after: AuditPlace | null },
): Promise<Result<{ records: AuditRecord[]; next: AuditPlace | null }, Refused>> {
  if (!canReadLog(role)) return err({ code: "not_allowed" });
  const page = { filter: filterOf(search), after, limit: LOG_PAGE_SIZE + 1 };
  const rows = await audit.list(teamId, page);
  const records = rows.slice(0, LOG_PAGE_SIZE);
  return ok({ records, next: rows.length > LOG_PAGE_SIZE ? (records.at(-1) ?? null) : null });
}

/** Who can be looked for. */
export async function listLogPeople(
  { audit }: Pick<Ports, "audit">,
  { role, teamId }: Actor,
): Promise<Result<{ id: string; name: string }[], Refused>> {
  if (!canReadLog(role)) return err({ code: "not_allowed" });
  return ok(await audit.listPeople(teamId));
}

/** Rows of one read. */
const CHUNK = 500;

type ExportPorts = Pick<Ports, "audit" | "clock" | "database" | "tables">;

/** Everything that a search finds, as CSV in parts. That it leaves the house is in the log before the first part. */
export async function exportLog(
  ports: ExportPorts,
  actor: Actor,
  { search, words }: { search: LogSearch; words: LogWords },
): Promise<Result<AsyncIterable<string>, Refused>> {
  if (!canReadLog(actor.role)) return err({ code: "not_allowed" });
  const at = ports.clock.now();
  await ports.database.transaction((tx) =>
    ports.audit.record(tx, {
      ...{ ...byActor(actor), action: "log_exported", at },
      object: { kind: "log", id: null, label: "" },
    }),
  );
  const asked = filterOf(search);
  // What comes meanwhile, such as the row above, is no part of it.
  const until = asked.until && asked.until < at ? asked.until : at;
  const filter = { ...asked, until };
  return ok(ports.tables.write(delimiterOf(words), linesOf(ports, actor, { filter, words })));
}

async function* linesOf(
  { audit }: Pick<Ports, "audit">,
  { teamId }: Actor,
  { filter, words }: { filter: AuditFilter; words: LogWords },
) {
  yield [presentHeads(words)];
  let after: AuditPlace | null = null;
  for (;;) {
    const records: AuditRecord[] = await audit.list(teamId, { filter, after, limit: CHUNK });
    yield records.map((record) => presentLine(record, words));
    const last = records.at(-1);
    if (!last || records.length < CHUNK) return;
    after = last;
  }
}
