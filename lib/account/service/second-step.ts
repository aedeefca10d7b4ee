import "server-only";

import { PLACE_TRIES } from "@/lib/account/policy";
import type { SecondStep } from "@/lib/account/schema/second-factor";
import { type CodePorts, type CodeRefusal, takeCode } from "@/lib/account/service/check-code";
import { noteFailedSignIn } from "@/lib/account/service/failed-sign-in";
import { type SessionPorts, startSession } from "@/lib/account/service/start-session";
import type { Ports } from "@/lib/ports/ports";
import { err, ok, type Result } from "@/lib/shared/result";

export type SecondStepRefusal = CodeRefusal | { code: "step_expired" };

/** After the right password: the ticket of that step and a code of the app, or a recovery code. */
export async function passSecondStep(
  ports: CodePorts & SessionPorts & Pick<Ports, "access">,
  { ticket, code, userAgent, client }: SecondStep & { userAgent: string; client: string },
): Promise<Result<{ userId: string; sessionSecret: string }, SecondStepRefusal>> {
  const { access, clock, secondFactors, throttle, tokens } = ports;
  const waitMs = await throttle.take(`sign-in place ${client}`, PLACE_TRIES, clock.now());
  if (waitMs > 0) return err({ code: "too_many_tries", waitSeconds: Math.ceil(waitMs / 1_000) });
  const ticketHash = tokens.hash(ticket);
  const user = await secondFactors.findPending(ticketHash, clock.now());
  if (user === null) return err({ code: "step_expired" });
  const { id: userId, teamId } = user;
  const visit = { address: client, userAgent };
  const by = { actorId: userId, teamId, objectId: userId };
  const taken = await takeCode(ports, userId, code);
  if (!taken.ok) {
    access.note({ action: "second_factor.refused", ...by, facts: { code: taken.error.code } });
    if (taken.error.code === "wrong_code")
      await noteFailedSignIn(ports, { email: user.email, user, visit });
    return taken;
  }
  if (taken.value === "recovery") access.note({ action: "recovery_code.used", ...by });
  if (!(await secondFactors.takePending(ticketHash, clock.now())))
    return err({ code: "step_expired" });
  return ok(await startSession(ports, { userId, teamId, visit }));
}
