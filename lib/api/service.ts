import "server-only";

import { createHash } from "node:crypto";
import { canSeeTeamUsage } from "@/lib/api/policy";
import { USAGE_DAYS_MAX } from "@/lib/api/schema";
import type { UsageDay } from "@/lib/ports/daily-usage";
import type { Ports } from "@/lib/ports/ports";
import type { Actor } from "@/lib/shared/actor";
import { err, ok, type Result } from "@/lib/shared/result";

const DAY_MS = 24 * 60 * 60_000;
/** A key that nobody has repeated for so long is free again. */
const REQUESTS_KEPT_MS = 30 * DAY_MS;

const sha256 = (text: string) => new Uint8Array(createHash("sha256").update(text).digest());

type Once = {
  /** Of the caller's own making. */
  key: string;
  /** What is asked, in one form. */
  body: string;
};

export type OnceRefusal = { code: "idempotency_mismatch" | "idempotency_taken" };

/**
 * Does what a key of the team asks for once, and answers its person's every repeat as the first time, also after a
 * restart. `run` gets an id of the request that is the same for each repeat: it may be called again when an answer was
 * lost, and must not do twice what it did under that id.
 */
export async function answerOnce<E extends { code: string }>(
  { apiRequests, clock }: Pick<Ports, "apiRequests" | "clock">,
  { teamId, userId }: Actor,
  { key, body, run }: Once & { run: (requestId: string) => Promise<Result<string, E>> },
): Promise<Result<{ answer: string; isRepeat: boolean }, E | OnceRefusal>> {
  const now = clock.now();
  const place = { teamId, keyHash: sha256(key) };
  await apiRequests.dropOld(new Date(now.getTime() - REQUESTS_KEPT_MS));
  const asked = { bodyHash: sha256(body), userId, requestId: clock.newId() };
  const claimed = await apiRequests.claim(place, asked, now);
  // What somebody else has asked for is theirs: it was counted under their name, and the answer may show what only they see.
  if (claimed.userId !== userId) return err({ code: "idempotency_taken" });
  if (Buffer.compare(claimed.bodyHash, asked.bodyHash) !== 0)
    return err({ code: "idempotency_mismatch" });
  if (claimed.answer !== null) return ok({ answer: claimed.answer, isRepeat: true });
  const made = await run(claimed.requestId);
  if (!made.ok) return made;
  const answer = await apiRequests.keepAnswer(place, made.value);
  return ok({ answer, isRepeat: claimed.requestId !== asked.requestId });
}

type Days = { from?: string | undefined; to?: string | undefined };

export type Usage = {
  from: string;
  to: string;
  of: "team" | "person";
  days: UsageDay[];
};

/** Of the last 30 days where nothing else is asked. Days are those of UTC, as months of budgets are. */
export async function listUsage(
  { clock, dailyUsage }: Pick<Ports, "clock" | "dailyUsage">,
  { role, teamId, closedProjectIds, userId }: Actor,
  asked: Days,
): Promise<Result<Usage, { code: "days_wrong"; max: number }>> {
  const to = asked.to ?? clock.now().toISOString().slice(0, 10);
  const from = asked.from ?? new Date(Date.parse(to) - 29 * DAY_MS).toISOString().slice(0, 10);
  const count = (Date.parse(to) - Date.parse(from)) / DAY_MS + 1;
  if (count < 1 || count > USAGE_DAYS_MAX) return err({ code: "days_wrong", max: USAGE_DAYS_MAX });
  const isOfTeam = canSeeTeamUsage(role);
  const days = await dailyUsage.list(
    { teamId, closedProjectIds, personId: isOfTeam ? null : userId },
    { from, to },
  );
  return ok({ from, to, of: isOfTeam ? "team" : "person", days });
}
