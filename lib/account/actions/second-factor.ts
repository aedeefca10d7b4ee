"use server";

import { z } from "zod";
import {
  addPasskeySchema,
  addProofSchema,
  factorProofSchema,
  removePasskeySchema,
} from "@/lib/account/schema/passkey";
import { confirmFactorSchema } from "@/lib/account/schema/second-factor";
import { addPasskey, beginPasskey, removePasskey } from "@/lib/account/service/passkeys";
import { beginProof } from "@/lib/account/service/prove";
import {
  beginFactor,
  confirmFactor,
  removeFactor,
  renewRecoveryCodes,
} from "@/lib/account/service/second-factor";
import { getPorts } from "@/lib/server/composition";
import { defineAction, defineNewcomerAction } from "@/lib/server/define-action";
import { forgetSessions } from "@/lib/server/sessions";

export const beginFactorAction = defineNewcomerAction(addProofSchema, (actor, proof) =>
  beginFactor(getPorts(), actor, proof),
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

export const beginPasskeyAction = defineNewcomerAction(addProofSchema, (actor, proof) =>
  beginPasskey(getPorts(), actor, proof),
);

export const addPasskeyAction = defineNewcomerAction(addPasskeySchema, async (actor, input) => {
  const added = await addPasskey(getPorts(), actor, input);
  forgetSessions();
  return added;
});

export const removePasskeyAction = defineAction(removePasskeySchema, async (actor, input) => {
  const removed = await removePasskey(getPorts(), actor, input);
  forgetSessions();
  return removed;
});

/** What the browser asks a device for, so that a passkey stands in for the password and the code. */
export const beginProofAction = defineAction(z.undefined(), (actor) =>
  beginProof(getPorts(), actor),
);
