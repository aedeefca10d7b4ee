import "server-only";

import { SESSION_LIFETIME_MS } from "@/lib/account/policy";
import type { Ports } from "@/lib/ports/ports";

/** The secret goes into the cookie and nowhere else. */
export async function startSession(
  { accounts, clock, tokens }: Pick<Ports, "accounts" | "clock" | "tokens">,
  { userId, userAgent }: { userId: string; userAgent: string },
): Promise<{ userId: string; sessionSecret: string }> {
  const sessionSecret = tokens.newToken();
  await accounts.createSession({
    id: clock.newId(),
    secretHash: tokens.hash(sessionSecret),
    userId,
    userAgent: userAgent.slice(0, 300),
    expiresAt: new Date(clock.now().getTime() + SESSION_LIFETIME_MS),
  });
  return { userId, sessionSecret };
}
