"use server";

import { presentReferenceImage } from "@/lib/reference-image/presenter";
import { stageImageSchema } from "@/lib/reference-image/schema";
import { stageImage } from "@/lib/reference-image/service";
import { getPorts } from "@/lib/server/composition";
import { defineAction } from "@/lib/server/define-action";
import { ok } from "@/lib/shared/result";

export const stageImageAction = defineAction(stageImageSchema, async (actor, { imageId }) => {
  const staged = await stageImage(getPorts(), actor, imageId);
  return staged.ok ? ok(presentReferenceImage(staged.value)) : staged;
});
