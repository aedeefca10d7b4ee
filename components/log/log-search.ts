import type { LogSearch } from "@/lib/audit/schema";
import { AUDIT_FACTS, type AuditAction, LOG_SEARCH_LENGTH_MAX } from "@/lib/audit/schema/facts";

/** As it stands in the address; empty for what is not asked for. Days are `YYYY-MM-DD` where the person is. */
export type LogAsked = {
  who: string;
  action: AuditAction | "";
  q: string;
  from: string;
  until: string;
};
export const ASKED_KEYS = ["who", "action", "q", "from", "until"] as const;

const WHO = /^(operator|studio|[0-9A-HJKMNP-TV-Z]{26})$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

const isAction = (text: string): text is AuditAction => Object.hasOwn(AUDIT_FACTS, text);

/** Empty for one that no calendar has. */
function dayOf(text: string): string {
  const start = DAY.test(text) ? Date.parse(`${text}T00:00Z`) : Number.NaN;
  return Number.isNaN(start) || !new Date(start).toISOString().startsWith(text) ? "" : text;
}

/** What an address says that nobody could choose is left out. */
export function readAsked(params: Pick<URLSearchParams, "get">): LogAsked {
  const said = (key: string) => params.get(key) ?? "";
  const action = said("action");
  return {
    who: WHO.test(said("who")) ? said("who") : "",
    action: isAction(action) ? action : "",
    q: said("q").slice(0, LOG_SEARCH_LENGTH_MAX),
    from: dayOf(said("from")),
    until: dayOf(said("until")),
  };
}

/** The moment in which a day begins where the person is. */
function startOf(day: string, daysLater: number): string | undefined {
  if (!day) return undefined;
  const start = new Date(`${day}T00:00`);
  start.setDate(start.getDate() + daysLater);
  return start.toISOString();
}

/** For the server, which knows moments and no days. The last day is part of what is asked for. */
export function searchOf({ who, action, q, from, until }: LogAsked): LogSearch {
  const search = {
    who: (who || undefined) as LogSearch["who"],
    action: action || undefined,
    q: q.trim() || undefined,
    from: startOf(from, 0),
    until: startOf(until, 1),
  };
  // A field that is there and empty would be another question.
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined));
}
