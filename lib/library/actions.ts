"use server";

import { presentSearch } from "@/lib/library/presenter";
import {
  imageIdSchema,
  imageIdsInputSchema,
  markPicturesSchema,
  movePicturesSchema,
  savedSearchIdSchema,
  saveSearchSchema,
  tagPicturesSchema,
} from "@/lib/library/schema";
import { movePictures, tagPictures } from "@/lib/library/service/arrange";
import { binPictures, restorePictures } from "@/lib/library/service/change";
import { markPictures, rejectOthers } from "@/lib/library/service/marks";
import { removeSearch, saveSearch } from "@/lib/library/service/saved";
import { putBack, setApart } from "@/lib/library/service/stacks";
import { getPorts } from "@/lib/server/composition";
import { defineAction } from "@/lib/server/define-action";
import { ok } from "@/lib/shared/result";

export const markPicturesAction = defineAction(markPicturesSchema, (actor, { changes }) =>
  markPictures(getPorts(), actor, changes),
);

export const rejectOthersAction = defineAction(imageIdSchema, (actor, { imageId }) =>
  rejectOthers(getPorts(), actor, imageId),
);

export const setApartAction = defineAction(imageIdSchema, (actor, { imageId }) =>
  setApart(getPorts(), actor, imageId),
);

export const putBackAction = defineAction(imageIdSchema, (actor, { imageId }) =>
  putBack(getPorts(), actor, imageId),
);

export const tagPicturesAction = defineAction(tagPicturesSchema, (actor, input) =>
  tagPictures(getPorts(), actor, input),
);

export const movePicturesAction = defineAction(movePicturesSchema, (actor, input) =>
  movePictures(getPorts(), actor, input),
);

export const binPicturesAction = defineAction(imageIdsInputSchema, (actor, { imageIds }) =>
  binPictures(getPorts(), actor, imageIds),
);

export const restorePicturesAction = defineAction(imageIdsInputSchema, (actor, { imageIds }) =>
  restorePictures(getPorts(), actor, imageIds),
);

export const saveSearchAction = defineAction(saveSearchSchema, async (actor, input) => {
  const saved = await saveSearch(getPorts(), actor, input);
  return saved.ok ? ok({ search: presentSearch(saved.value) }) : saved;
});

export const removeSearchAction = defineAction(savedSearchIdSchema, (actor, { id }) =>
  removeSearch(getPorts(), actor, id),
);
