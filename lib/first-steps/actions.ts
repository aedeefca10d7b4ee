"use server";

import { z } from "zod";
import { putAwaySchema } from "@/lib/first-steps/schema";
import { checkMachine } from "@/lib/first-steps/service/machine";
import { putFirstStepsAway } from "@/lib/first-steps/service/steps";
import { getPorts } from "@/lib/server/composition";
import { defineAction } from "@/lib/server/define-action";

/** It writes to the storage, so it is no read. */
export const checkMachineAction = defineAction(z.undefined(), (actor) =>
  checkMachine(getPorts(), actor),
);

export const putFirstStepsAwayAction = defineAction(putAwaySchema, (actor, { isPutAway }) =>
  putFirstStepsAway(getPorts(), actor, isPutAway),
);
