"use server";

import { imageIdSchema, markPicturesSchema } from "@/lib/library/schema";
import { markPictures, rejectOthers } from "@/lib/library/service/marks";
import { getPorts } from "@/lib/server/composition";
import { defineAction } from "@/lib/server/define-action";

export const markPicturesAction = defineAction(markPicturesSchema, (actor, { changes }) =>
  markPictures(getPorts(), actor, changes),
);

export const rejectOthersAction = defineAction(imageIdSchema, (actor, { imageId }) =>
  rejectOthers(getPorts(), actor, imageId),
);
