import "server-only";

import type { Ports } from "@/lib/ports/ports";
import { err, ok, type Result } from "@/lib/shared/result";

/** For the operator. Every session of the person ends; `wasOn` is false when there was nothing to take away. */
export async function dropLostFactor(
  { accounts, clock, secondFactors }: Pick<Ports, "accounts" | "clock" | "secondFactors">,
  email: string,
): Promise<Result<{ wasOn: boolean }, { code: "not_found" }>> {
  const user = await accounts.findUserByEmail(email);
  if (!user) return err({ code: "not_found" });
  await secondFactors.remove(user.id, null, clock.now());
  return ok({ wasOn: user.hasSecondFactor });
}
