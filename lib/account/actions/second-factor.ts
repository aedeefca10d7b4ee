"use server";

import {
  beginFactorSchema,
  confirmFactorSchema,
  factorProofSchema,
} from "@/lib/account/schema/second-factor";
import {
  beginFactor,
  confirmFactor,
  removeFactor,
  renewRecoveryCodes,
} from "@/lib/account/service/second-factor";
import { getPorts } from "@/lib/server/composition";
import { defineAction, defineNewcomerAction } from "@/lib/server/define-action";
import { forgetSessions } from "@/lib/server/sessions";

export const beginFactorAction = defineNewcomerAction(beginFactorSchema, (actor, { password }) =>
  beginFactor(getPorts(), actor, password),
);

export const confirmFactorAction = defineNewcomerAction(
  confirmFactorSchema,
  async (actor, { code }) => {
    const confirmed = await confirmFactor(getPorts(), actor, code);
    forgetSessions();
    return confirmed;
  },
);

export const removeFactorAction = defineAction(factorProofSchema, async (actor, proof) => {
  const removed = await removeFactor(getPorts(), actor, proof);
  forgetSessions();
  return removed;
});

export const renewRecoveryCodesAction = defineAction(factorProofSchema, (actor, proof) =>
  renewRecoveryCodes(getPorts(), actor, proof),
);
