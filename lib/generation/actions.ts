"use server";

import { presentGeneration } from "@/lib/generation/presenter";
import { createGenerationSchema, variantIdSchema } from "@/lib/generation/schema";
import { checkVariant, retryVariant } from "@/lib/generation/service/change";
import { createGeneration } from "@/lib/generation/service/create";
import { getPorts } from "@/lib/server/composition";
import { defineAction } from "@/lib/server/define-action";
import { ok } from "@/lib/shared/result";

export const createGenerationAction = defineAction(createGenerationSchema, async (actor, input) => {
  const created = await createGeneration(getPorts(), actor, input);
  return created.ok ? ok({ generation: presentGeneration(created.value) }) : created;
});

export const retryVariantAction = defineAction(variantIdSchema, async (actor, { variantId }) => {
  const retried = await retryVariant(getPorts(), actor, variantId);
  return retried.ok ? ok({ generation: presentGeneration(retried.value) }) : retried;
});

export const checkVariantAction = defineAction(variantIdSchema, (actor, { variantId }) =>
  checkVariant(getPorts(), actor, variantId),
);
