import "server-only";

import { RECOVERY_CODE_COUNT } from "@/lib/account/policy/second-factor";
import { recoveryHash } from "@/lib/account/service/check-code";
import type { Ports } from "@/lib/ports/ports";

/** To be shown, and what is kept of them. */
export function newRecoveryCodes(ports: Pick<Ports, "factorCodes" | "tokens">, userId: string) {
  const recoveryCodes = Array.from({ length: RECOVERY_CODE_COUNT }, () =>
    ports.factorCodes.newRecoveryCode(),
  );
  return {
    recoveryCodes,
    codeHashes: recoveryCodes.map((code) => recoveryHash(ports, userId, code)),
  };
}
