"use server";

import { getPorts } from "@/lib/server/composition";
import { defineAction } from "@/lib/server/define-action";
import { moveFocusSchema, takeoutIdSchema } from "@/lib/takeout/schema";
import { moveFocus, stopTakeout } from "@/lib/takeout/service/begin";

export const moveFocusAction = defineAction(moveFocusSchema, (actor, input) =>
  moveFocus(getPorts(), actor, input),
);

export const stopTakeoutAction = defineAction(takeoutIdSchema, (actor, input) =>
  stopTakeout(getPorts(), actor, input),
);
