"use server";

import { getPorts } from "@/lib/server/composition";
import { defineAction } from "@/lib/server/define-action";
import { checkStorageSchema } from "@/lib/storage/schema";
import { checkStorage } from "@/lib/storage/service";

export const checkStorageAction = defineAction(checkStorageSchema, (actor, input) =>
  checkStorage(getPorts(), actor, input),
);
