"use server";

import { presentGeneration } from "@/lib/generation/presenter";
import { createGenerationSchema, variantIdSchema } from "@/lib/generation/schema";
import { claimTaskSchema } from "@/lib/generation/schema/attention";
import {
  cancelVariant,
  checkVariant,
  retryVariant,
  sendAgain,
} from "@/lib/generation/service/change";
import { createGenerations } from "@/lib/generation/service/create";
import {
  claimTask,
  declareNotCharged,
  fetchAgain,
  settleAttention,
} from "@/lib/generation/service/decide";
import { getPorts } from "@/lib/server/composition";
import { defineAction, defineCostlyAction } from "@/lib/server/define-action";
import { ok } from "@/lib/shared/result";

export const createGenerationAction = defineCostlyAction(
  "generate",
  createGenerationSchema,
  async (actor, input) => {
    const created = await createGenerations(getPorts(), actor, input);
    return created.ok ? ok({ generations: created.value.map(presentGeneration) }) : created;
  },
);

export const retryVariantAction = defineCostlyAction(
  "variant",
  variantIdSchema,
  async (actor, { variantId }) => {
    const retried = await retryVariant(getPorts(), actor, variantId);
    return retried.ok ? ok({ generation: presentGeneration(retried.value) }) : retried;
  },
);

export const checkVariantAction = defineCostlyAction(
  "variant",
  variantIdSchema,
  (actor, { variantId }) => checkVariant(getPorts(), actor, variantId),
);

/** It may be paid twice: the person has said so. */
export const sendAgainAction = defineCostlyAction(
  "variant",
  variantIdSchema,
  async (actor, { variantId }) => {
    const sent = await sendAgain(getPorts(), actor, variantId);
    return sent.ok ? ok({ generation: presentGeneration(sent.value) }) : sent;
  },
);

export const cancelVariantAction = defineAction(variantIdSchema, (actor, { variantId }) =>
  cancelVariant(getPorts(), actor, variantId),
);

export const claimTaskAction = defineAction(claimTaskSchema, (actor, input) =>
  claimTask(getPorts(), actor, input),
);

export const declareNotChargedAction = defineAction(variantIdSchema, (actor, { variantId }) =>
  declareNotCharged(getPorts(), actor, variantId),
);

export const fetchAgainAction = defineAction(variantIdSchema, (actor, { variantId }) =>
  fetchAgain(getPorts(), actor, variantId),
);

export const settleAttentionAction = defineAction(variantIdSchema, (actor, { variantId }) =>
  settleAttention(getPorts(), actor, variantId),
);
