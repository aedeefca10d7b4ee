import "server-only";

import type { AccountRecord } from "@/lib/ports/account-repository";
import type { Ports } from "@/lib/ports/ports";
import type { Visit } from "@/lib/shared/actor";

/** Rows of the log about one account: ten, then one in five minutes. Whoever guesses does not fill it. */
const NOTED_FAILURES = { burst: 10, intervalMs: 5 * 60_000 };

type Failed = {
  email: string;
  user: Pick<AccountRecord, "id" | "teamId" | "name"> | null;
  visit: Visit;
};

/** A wrong password, or a wrong code after the right one. An unknown address has no team to tell, and takes as long. */
export async function noteFailedSignIn(
  { audit, clock, database, throttle }: Pick<Ports, "audit" | "clock" | "database" | "throttle">,
  { email, user, visit }: Failed,
): Promise<void> {
  const at = clock.now();
  const waitMs = await throttle.take(`sign-in noted ${email}`, NOTED_FAILURES, at);
  if (waitMs > 0) return;
  await database.transaction(async (tx) => {
    if (!user) return;
    await audit.record(tx, {
      ...{ teamId: user.teamId, author: { by: "visitor", visit }, action: "sign_in_failed", at },
      object: { kind: "person", id: user.id, label: user.name },
    });
  });
}
