"use server";

import { binChoiceSchema } from "@/lib/bin/schema";
import { erasePictures, planErasure, restoreFromBin } from "@/lib/bin/service";
import { getPorts } from "@/lib/server/composition";
import { defineAction } from "@/lib/server/define-action";

export const restoreFromBinAction = defineAction(binChoiceSchema, (actor, choice) =>
  restoreFromBin(getPorts(), actor, choice),
);

/** Reads only: the ids may be too many for an address. */
export const planErasureAction = defineAction(binChoiceSchema, (actor, choice) =>
  planErasure(getPorts(), actor, choice),
);

export const erasePicturesAction = defineAction(binChoiceSchema, (actor, choice) =>
  erasePictures(getPorts(), actor, choice),
);
