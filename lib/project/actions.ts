"use server";

import { presentProject } from "@/lib/project/presenter";
import {
  createProjectSchema,
  projectIdSchema,
  renameProjectSchema,
  setOpennessSchema,
} from "@/lib/project/schema";
import { chooseProject, createProject, renameProject } from "@/lib/project/service";
import { setOpenness } from "@/lib/project/service/openness";
import { getPorts } from "@/lib/server/composition";
import { defineAction } from "@/lib/server/define-action";
import { forgetSessions } from "@/lib/server/sessions";
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

export const setOpennessAction = defineAction(setOpennessSchema, async (actor, input) => {
  const done = await setOpenness(getPorts(), actor, input);
  forgetSessions();
  return done;
});
