import "server-only";

import type { Ports } from "@/lib/ports/ports";
import type { ProjectRecord } from "@/lib/ports/project-repository";
import { canMakeProjects } from "@/lib/project/policy";
import type { CreateProject, RenameProject } from "@/lib/project/schema";
import type { Actor } from "@/lib/shared/actor";
import { err, ok, type Result } from "@/lib/shared/result";

type NotAllowed = { code: "not_allowed" };
type NotFound = { code: "not_found" };

/** It is chosen at once: who makes a project wants to work in it. */
export async function createProject(
  ports: Pick<Ports, "clock" | "projects">,
  actor: Actor,
  { name, code }: CreateProject,
): Promise<Result<ProjectRecord, NotAllowed | { code: "code_taken" }>> {
  if (!canMakeProjects(actor.role)) return err({ code: "not_allowed" });
  const project = await ports.projects.create(actor.teamId, {
    id: ports.clock.newId(),
    name,
    code,
  });
  if (!project) return err({ code: "code_taken" });
  await ports.projects.choose(actor, project.id);
  return ok(project);
}

/** The code stays: it is in the codes of its pictures. */
export async function renameProject(
  ports: Pick<Ports, "projects">,
  actor: Actor,
  { projectId, name }: RenameProject,
): Promise<Result<ProjectRecord, NotAllowed | NotFound>> {
  if (!canMakeProjects(actor.role)) return err({ code: "not_allowed" });
  const renamed = await ports.projects.rename(actor.teamId, projectId, name);
  return renamed ? ok(renamed) : err({ code: "not_found" });
}

/** Where the person's next visit begins. */
export async function chooseProject(
  ports: Pick<Ports, "projects">,
  actor: Actor,
  projectId: string,
): Promise<Result<null, NotFound>> {
  return (await ports.projects.choose(actor, projectId)) ? ok(null) : err({ code: "not_found" });
}
