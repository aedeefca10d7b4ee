import "server-only";

import { SECOND_STEP_LIFETIME_MS } from "@/lib/account/policy/second-factor";
import type { Ports } from "@/lib/ports/ports";

/** For whoever is right so far and still has to show their second factor. */
export async function issueTicket(
  { accounts, clock, tokens }: Pick<Ports, "accounts" | "clock" | "tokens">,
  userId: string,
): Promise<string> {
  const ticket = tokens.newToken();
  const now = clock.now();
  const expiresAt = new Date(now.getTime() + SECOND_STEP_LIFETIME_MS);
  await accounts.addPendingSignIn({ ticketHash: tokens.hash(ticket), userId, expiresAt }, now);
  return ticket;
}
