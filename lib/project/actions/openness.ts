"use server";

import { setOpennessSchema } from "@/lib/project/schema";
import { setOpenness } from "@/lib/project/service/openness";
import { getPorts } from "@/lib/server/composition";
import { defineAction } from "@/lib/server/define-action";
import { forgetSessions } from "@/lib/server/sessions";

// By itself: every screen has the others before it is touched.
export const setOpennessAction = defineAction(setOpennessSchema, async (actor, input) => {
  const done = await setOpenness(getPorts(), actor, input);
  forgetSessions();
  return done;
});
