"use server";

import { addModelSchema, changeModelSchema, modelRowIdSchema } from "@/lib/custom-model/schema";
import { addModel, changeModel, removeModel } from "@/lib/custom-model/service";
import { getPorts } from "@/lib/server/composition";
import { defineAction } from "@/lib/server/define-action";

export const addModelAction = defineAction(addModelSchema, (actor, input) =>
  addModel(getPorts(), actor, input),
);

export const changeModelAction = defineAction(changeModelSchema, (actor, input) =>
  changeModel(getPorts(), actor, input),
);

export const removeModelAction = defineAction(modelRowIdSchema, (actor, { rowId }) =>
  removeModel(getPorts(), actor, rowId),
);
