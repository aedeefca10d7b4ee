"use server";

import {
  imageIdSchema,
  markPicturesSchema,
  movePicturesSchema,
  tagPicturesSchema,
} from "@/lib/library/schema";
import { movePictures, tagPictures } from "@/lib/library/service/arrange";
import { markPictures, rejectOthers } from "@/lib/library/service/marks";
import { getPorts } from "@/lib/server/composition";
import { defineAction } from "@/lib/server/define-action";

export const markPicturesAction = defineAction(markPicturesSchema, (actor, { changes }) =>
  markPictures(getPorts(), actor, changes),
);

export const rejectOthersAction = defineAction(imageIdSchema, (actor, { imageId }) =>
  rejectOthers(getPorts(), actor, imageId),
);

export const tagPicturesAction = defineAction(tagPicturesSchema, (actor, input) =>
  tagPictures(getPorts(), actor, input),
);

export const movePicturesAction = defineAction(movePicturesSchema, (actor, input) =>
  movePictures(getPorts(), actor, input),
);
