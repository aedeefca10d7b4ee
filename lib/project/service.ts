import "server-only";

import { byActor } from "@/lib/audit/policy";
import { ConflictError } from "@/lib/ports/database";
import type { Ports } from "@/lib/ports/ports";
import type { ProjectRecord } from "@/lib/ports/project-repository";
import { canMakeProjects } from "@/lib/project/policy";
import type { CreateProject, RenameProject } from "@/lib/project/schema";
import type { Actor } from "@/lib/shared/actor";
import { err, ok, type Result } from "@/lib/shared/result";

type NotAllowed = { code: "not_allowed" };
type NotFound = { code: "not_found" };

type WritePorts = Pick<Ports, "audit" | "clock" | "database" | "projects">;

/** Those that the actor sees, oldest first. */
export const listProjects = (
  ports: Pick<Ports, "projects">,
  actor: Actor,
): Promise<ProjectRecord[]> => ports.projects.list(actor);

/** It is chosen at once: who makes a project wants to work in it. */
export async function createProject(
  ports: WritePorts,
  actor: Actor,
  { name, code }: CreateProject,
): Promise<Result<ProjectRecord, NotAllowed | { code: "code_taken" }>> {
  if (!canMakeProjects(actor.role)) return err({ code: "not_allowed" });
  const project = { id: ports.clock.newId(), name, code };
  try {
    await addProject(ports, actor, project);
  } catch (cause) {
    if (cause instanceof ConflictError) return err({ code: "code_taken" });
    throw cause;
  }
  await ports.projects.choose(actor, project.id);
  return ok({ ...project, isClosed: false });
}

const addProject = (
  { audit, clock, database, projects }: WritePorts,
  actor: Actor,
  project: Omit<ProjectRecord, "isClosed">,
): Promise<void> =>
  database.transaction(async (tx) => {
    const { id, name, code } = project;
    await projects.create(tx, actor.teamId, project);
    await audit.record(tx, {
      ...{ ...byActor(actor), action: "project_made", at: clock.now() },
      object: { kind: "project", id, label: name },
      after: { name, code },
    });
  });

/** The code stays: it is in the codes of its pictures. */
export async function renameProject(
  { audit, clock, database, projects }: WritePorts,
  actor: Actor,
  { projectId, name }: RenameProject,
): Promise<Result<ProjectRecord, NotAllowed | NotFound>> {
  if (!canMakeProjects(actor.role)) return err({ code: "not_allowed" });
  return database.transaction(async (tx) => {
    const done = await projects.rename(tx, { ...actor, projectId }, name);
    if (!done) return err({ code: "not_found" });
    if (done.nameBefore !== name)
      await audit.record(tx, {
        ...{ ...byActor(actor), action: "project_renamed", at: clock.now() },
        object: { kind: "project", id: projectId, label: name },
        ...{ before: { name: done.nameBefore }, after: { name } },
      });
    return ok(done.renamed);
  });
}

/** Where the person's next visit begins. */
export async function chooseProject(
  ports: Pick<Ports, "projects">,
  actor: Actor,
  projectId: string,
): Promise<Result<null, NotFound>> {
  return (await ports.projects.choose(actor, projectId)) ? ok(null) : err({ code: "not_found" });
}
