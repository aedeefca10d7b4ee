import "server-only";

import { SESSION_LIFETIME_MS } from "@/lib/account/policy";
import { byPerson } from "@/lib/audit/policy";
import type { Ports } from "@/lib/ports/ports";
import type { Visit } from "@/lib/shared/actor";

export type SessionPorts = Pick<Ports, "accounts" | "audit" | "clock" | "database" | "tokens">;

/** The secret goes into the cookie and nowhere else. There is no session without its row in the log. */
export async function startSession(
  { accounts, audit, clock, database, tokens }: SessionPorts,
  { userId, teamId, visit }: { userId: string; teamId: string; visit: Visit },
): Promise<{ userId: string; sessionSecret: string }> {
  const sessionSecret = tokens.newToken();
  const at = clock.now();
  await database.transaction(async (tx) => {
    await accounts.createSession(tx, {
      ...{ id: clock.newId(), userId, secretHash: tokens.hash(sessionSecret) },
      userAgent: visit.userAgent.slice(0, 300),
      expiresAt: new Date(at.getTime() + SESSION_LIFETIME_MS),
    });
    await audit.record(tx, { teamId, ...byPerson(userId, visit), action: "signed_in", at });
  });
  return { userId, sessionSecret };
}
