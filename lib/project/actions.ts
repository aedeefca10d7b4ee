"use server";

import { presentProject } from "@/lib/project/presenter";
import { createProjectSchema, projectIdSchema, renameProjectSchema } from "@/lib/project/schema";
import { chooseProject, createProject, renameProject } from "@/lib/project/service";
import { getPorts } from "@/lib/server/composition";
import { defineAction } from "@/lib/server/define-action";
import { ok } from "@/lib/shared/result";

export const createProjectAction = defineAction(createProjectSchema, async (actor, input) => {
  const created = await createProject(getPorts(), actor, input);
  return created.ok ? ok({ project: presentProject(created.value) }) : created;
});

export const renameProjectAction = defineAction(renameProjectSchema, async (actor, input) => {
  const renamed = await renameProject(getPorts(), actor, input);
  return renamed.ok ? ok({ project: presentProject(renamed.value) }) : renamed;
});

export const chooseProjectAction = defineAction(projectIdSchema, (actor, { projectId }) =>
  chooseProject(getPorts(), actor, projectId),
);
