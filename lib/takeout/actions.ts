"use server";

import { getPorts } from "@/lib/server/composition";
import { defineAction } from "@/lib/server/define-action";
import { moveFocusSchema } from "@/lib/takeout/schema";
import { moveFocus } from "@/lib/takeout/service/begin";

export const moveFocusAction = defineAction(moveFocusSchema, (actor, input) =>
  moveFocus(getPorts(), actor, input),
);
