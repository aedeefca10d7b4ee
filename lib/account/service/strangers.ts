import "server-only";

import { OWN_PLACE_MS, STRANGER_TRIES } from "@/lib/account/policy";
import type { AccountRecord } from "@/lib/ports/account-repository";
import type { Ports } from "@/lib/ports/ports";

type Try = { email: string; user: Pick<AccountRecord, "id" | "teamId"> | null; client: string };

/**
 * Milliseconds that a try for this account waits because strangers from many places are at it: a limit for each place
 * alone does not stop whoever has a thousand of them. From where the person came in before, they still do.
 */
export async function waitAmongStrangers(
  { accounts, clock, throttle }: Pick<Ports, "accounts" | "clock" | "throttle">,
  { email, user, client }: Try,
): Promise<number> {
  const now = clock.now();
  const waitMs = await throttle.take(`sign-in account ${email}`, STRANGER_TRIES, now);
  if (waitMs === 0) return 0;
  const since = new Date(now.getTime() - OWN_PLACE_MS);
  return (await accounts.hasSignedInFrom(user, client, since)) ? 0 : waitMs;
}
