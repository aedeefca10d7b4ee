"use server";

import { pauseSendingSchema, resumeSendingSchema } from "@/lib/sending/schema";
import { pauseByPerson, resumeByPerson } from "@/lib/sending/service/pause";
import { getPorts } from "@/lib/server/composition";
import { defineAction } from "@/lib/server/define-action";

export const pauseSendingAction = defineAction(pauseSendingSchema, (actor, { reason }) =>
  pauseByPerson(getPorts(), actor, reason),
);

export const resumeSendingAction = defineAction(resumeSendingSchema, (actor) =>
  resumeByPerson(getPorts(), actor),
);
