"use server";

import { getPorts } from "@/lib/server/composition";
import { defineAction } from "@/lib/server/define-action";
import { noteSourceSchema } from "@/lib/upload/schema";
import { noteSource } from "@/lib/upload/service";

export const noteSourceAction = defineAction(noteSourceSchema, (actor, input) =>
  noteSource(getPorts(), actor, input),
);
