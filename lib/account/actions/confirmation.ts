"use server";

import { confirmSelfSchema } from "@/lib/account/schema/confirmation";
import { confirmSelf } from "@/lib/account/service/confirm";
import { getPorts } from "@/lib/server/composition";
import { defineAction } from "@/lib/server/define-action";

export const confirmSelfAction = defineAction(confirmSelfSchema, (actor, { proof }) =>
  confirmSelf(getPorts(), actor, proof),
);
