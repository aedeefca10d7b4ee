"use server";

import { setCapSchema } from "@/lib/money/schema/caps";
import { setCap } from "@/lib/money/service/caps";
import { getPorts } from "@/lib/server/composition";
import { defineAction } from "@/lib/server/define-action";

export const setCapAction = defineAction(setCapSchema, (actor, input) =>
  setCap(getPorts(), actor, input),
);
