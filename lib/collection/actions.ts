"use server";

import { presentCollection } from "@/lib/collection/presenter";
import {
  changeCollectionSchema,
  collectionIdSchema,
  collectionPicturesSchema,
  createCollectionSchema,
  movePictureSchema,
} from "@/lib/collection/schema";
import {
  changeCollection,
  createCollection,
  removeCollection,
  restoreCollection,
} from "@/lib/collection/service/collections";
import {
  addToCollection,
  moveInCollection,
  putBackIntoCollection,
  takeFromCollection,
} from "@/lib/collection/service/pictures";
import { getPorts } from "@/lib/server/composition";
import { defineAction } from "@/lib/server/define-action";
import { ok } from "@/lib/shared/result";

export const createCollectionAction = defineAction(createCollectionSchema, async (actor, input) => {
  const created = await createCollection(getPorts(), actor, input);
  return created.ok ? ok({ collection: presentCollection(created.value) }) : created;
});

export const changeCollectionAction = defineAction(changeCollectionSchema, async (actor, input) => {
  const changed = await changeCollection(getPorts(), actor, input);
  return changed.ok ? ok({ collection: presentCollection(changed.value) }) : changed;
});

export const removeCollectionAction = defineAction(collectionIdSchema, (actor, { id }) =>
  removeCollection(getPorts(), actor, id),
);

export const restoreCollectionAction = defineAction(collectionIdSchema, (actor, { id }) =>
  restoreCollection(getPorts(), actor, id),
);

export const addToCollectionAction = defineAction(collectionPicturesSchema, (actor, input) =>
  addToCollection(getPorts(), actor, input),
);

export const takeFromCollectionAction = defineAction(collectionPicturesSchema, (actor, input) =>
  takeFromCollection(getPorts(), actor, input),
);

export const putBackIntoCollectionAction = defineAction(collectionPicturesSchema, (actor, input) =>
  putBackIntoCollection(getPorts(), actor, input),
);

export const moveInCollectionAction = defineAction(movePictureSchema, (actor, input) =>
  moveInCollection(getPorts(), actor, input),
);
