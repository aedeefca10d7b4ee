"use server";

import { makeTokenSchema, tokenIdSchema } from "@/lib/api-token/schema";
import { makeToken, revokeToken } from "@/lib/api-token/service";
import { getPorts } from "@/lib/server/composition";
import { defineAction } from "@/lib/server/define-action";
import { ok } from "@/lib/shared/result";

export const makeTokenAction = defineAction(makeTokenSchema, async (actor, input) => {
  const made = await makeToken(getPorts(), actor, input);
  if (!made.ok) return made;
  const { id, token, expiresAt } = made.value;
  return ok({ id, token, expiresAt: expiresAt.toISOString() });
});

export const revokeTokenAction = defineAction(tokenIdSchema, (actor, { tokenId }) =>
  revokeToken(getPorts(), actor, tokenId),
);
