import "server-only";

import { BY_OPERATOR } from "@/lib/audit/policy";
import type { Ports } from "@/lib/ports/ports";
import { err, ok, type Result } from "@/lib/shared/result";

/** For the operator. Every session of the person ends; `wasOn` is false when there was nothing to take away. */
export async function dropLostFactor(
  {
    accounts,
    audit,
    clock,
    database,
    secondFactors,
  }: Pick<Ports, "accounts" | "audit" | "clock" | "database" | "secondFactors">,
  email: string,
): Promise<Result<{ wasOn: boolean }, { code: "not_found" }>> {
  const user = await accounts.findUserByEmail(email);
  if (!user) return err({ code: "not_found" });
  await database.transaction(async (tx) => {
    const at = clock.now();
    await secondFactors.remove(tx, { userId: user.id }, at);
    if (!user.hasSecondFactor) return;
    await audit.record(tx, {
      ...{ teamId: user.teamId, author: BY_OPERATOR, action: "second_factor_reset", at },
      object: { kind: "person", id: user.id, label: user.name },
    });
  });
  return ok({ wasOn: user.hasSecondFactor });
}
