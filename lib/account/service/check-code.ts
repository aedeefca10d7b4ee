import "server-only";

import { CODE_TRIES, typedCode } from "@/lib/account/policy/second-factor";
import type { Ports } from "@/lib/ports/ports";
import { factorSecretPlace } from "@/lib/ports/second-factor-repository";
import { err, ok, type Result } from "@/lib/shared/result";

export type CodePorts = Pick<
  Ports,
  "clock" | "factorCodes" | "secondFactors" | "throttle" | "tokens" | "vault"
>;
export type CodeRefusal =
  /** Wrong, too old or used: which of them is nobody's business. */
  | { code: "wrong_code" }
  /** `waitSeconds` until a try is looked at again. */
  | { code: "too_many_tries"; waitSeconds: number };

/** Two people's codes are never the same row. */
export const recoveryHash = ({ tokens }: Pick<Ports, "tokens">, userId: string, code: string) =>
  tokens.hash(`recovery code of ${userId}: ${code}`);

/** Takes the code: it does not count again. Answers with what it was. */
export async function takeCode(
  ports: CodePorts,
  userId: string,
  text: string,
): Promise<Result<"app" | "recovery", CodeRefusal>> {
  const { clock, throttle } = ports;
  const key = codeKey(userId);
  const waitMs = await throttle.take(key, CODE_TRIES, clock.now());
  if (waitMs > 0) return err({ code: "too_many_tries", waitSeconds: Math.ceil(waitMs / 1_000) });
  const code = typedCode(text);
  if (!(await (code.kind === "app" ? takeAppCode : takeRecoveryCode)(ports, userId, code.text)))
    return err({ code: "wrong_code" });
  await throttle.forget(key, clock.now());
  return ok(code.kind);
}

/** Of all tries for one person, wherever they come from: six figures are soon guessed by many. */
export const codeKey = (userId: string) => `second factor ${userId}`;

async function takeAppCode(ports: CodePorts, userId: string, code: string): Promise<boolean> {
  const { clock, factorCodes, secondFactors, vault } = ports;
  const factor = await secondFactors.find(userId);
  if (!factor?.confirmedAt) return false;
  const secret = vault.open(factor.secret, factorSecretPlace(userId));
  const step = factorCodes.stepOf(secret, code, clock.now());
  return step !== null && secondFactors.takeStep(userId, step);
}

const takeRecoveryCode = (ports: CodePorts, userId: string, code: string): Promise<boolean> =>
  ports.secondFactors.takeRecoveryCode(userId, recoveryHash(ports, userId, code));
