import "server-only";

import { type CodePorts, type CodeRefusal, takeCode } from "@/lib/account/service/check-code";
import {
  checkOwnPassword,
  type OwnPasswordPorts,
  type OwnPasswordRefusal,
} from "@/lib/account/service/own-password";
import type { Ports } from "@/lib/ports/ports";
import type { Actor } from "@/lib/shared/actor";
import { ok, type Result } from "@/lib/shared/result";

type ConfirmPorts = CodePorts & OwnPasswordPorts & Pick<Ports, "confirmations">;

/**
 * Shows again that it is the person who signed in: by a code where they have a second factor, by the password where
 * they have none. Tries are counted as at the door, and together with it for a code.
 */
export async function confirmSelf(
  ports: ConfirmPorts,
  actor: Actor,
  proof: string,
): Promise<Result<null, OwnPasswordRefusal | CodeRefusal>> {
  const { access, clock, confirmations, secondFactors } = ports;
  const { userId, teamId, sessionId } = actor;
  const by = { actorId: userId, teamId, objectId: sessionId };
  const factor = await secondFactors.find(userId);
  const shown = factor?.confirmedAt
    ? await takeCode(ports, userId, proof)
    : await checkOwnPassword(ports, actor, proof);
  if (!shown.ok) {
    access.note({ action: "confirmation.refused", ...by, facts: { code: shown.error.code } });
    return shown;
  }
  await confirmations.confirm({ id: sessionId, userId }, clock.now());
  access.note({ action: "confirmation.made", ...by });
  return ok(null);
}
