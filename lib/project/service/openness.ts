import "server-only";

import { byActor } from "@/lib/audit/policy";
import type { Ports } from "@/lib/ports/ports";
import type { CandidateRecord, Openness } from "@/lib/ports/project-repository";
import { canMakeProjects, seesEveryProject } from "@/lib/project/policy";
import type { SetOpenness } from "@/lib/project/schema";
import type { Actor } from "@/lib/shared/actor";
import { err, ok, type Result } from "@/lib/shared/result";

export type OpennessForm = Openness & { candidates: CandidateRecord[] };

/** Who sees the project, and who could. */
export async function findOpenness(
  { projects }: Pick<Ports, "projects">,
  actor: Actor,
  projectId: string,
): Promise<Result<OpennessForm, { code: "forbidden" | "not_found" }>> {
  if (!canMakeProjects(actor.role)) return err({ code: "forbidden" });
  const [openness, candidates] = await Promise.all([
    projects.findOpenness({ ...actor, projectId }),
    projects.listCandidates(actor.teamId),
  ]);
  return openness ? ok({ ...openness, candidates }) : err({ code: "not_found" });
}

type OpennessPorts = Pick<Ports, "audit" | "clock" | "database" | "projects">;
type Refusal = { code: "not_allowed" | "not_found" | "last_open" };

/**
 * Opens the project to the whole team or to chosen people; it counts from the next request on. Members are kept while it
 * is open, for the next time that it is closed. Whoever is at work in it stays a member.
 */
export async function setOpenness(
  { audit, clock, database, projects }: OpennessPorts,
  actor: Actor,
  { projectId, isClosed, memberIds: asked }: SetOpenness,
): Promise<Result<null, Refusal>> {
  if (!canMakeProjects(actor.role)) return err({ code: "not_allowed" });
  const place = { ...actor, projectId };
  return database.transaction(async (tx) => {
    const before = await projects.lockOpenness(tx, place);
    // The session may be some seconds old: who was shut out meanwhile does not let themselves in again.
    if (!before || isShutOut(actor, before)) return err({ code: "not_found" });
    // Who is a member of nothing needs a place to be.
    if (isClosed && before.otherOpenCount === 0) return err({ code: "last_open" });
    const wanted = new Set(isClosed ? asked : before.memberIds);
    if (isClosed && !seesEveryProject(actor.role)) wanted.add(actor.userId);
    const memberIds = await projects.setOpenness(tx, place, { isClosed, memberIds: [...wanted] });
    const after = { isClosed, memberIds };
    if (isSame(before, after)) return ok(null);
    const candidates = await projects.listCandidates(actor.teamId);
    const saidOf = ({ isClosed: is, memberIds: ids }: Openness) =>
      is ? { people: namesOf(candidates, ids) } : {};
    await audit.record(tx, {
      ...{ ...byActor(actor), action: deedOf(before, after), at: clock.now() },
      object: { kind: "project", id: projectId, label: before.name },
      ...{ before: saidOf(before), after: saidOf(after) },
    });
    return ok(null);
  });
}

const isShutOut = ({ role, userId }: Actor, { isClosed, memberIds }: Openness) =>
  isClosed && !seesEveryProject(role) && !memberIds.includes(userId);

/** As the log says them. */
const namesOf = (candidates: readonly CandidateRecord[], ids: readonly string[]) =>
  candidates
    .filter(({ userId }) => ids.includes(userId))
    .map(({ name }) => name)
    .join(", ");

const isSame = (before: Openness, after: Openness) =>
  before.isClosed === after.isClosed &&
  before.memberIds.length === after.memberIds.length &&
  before.memberIds.every((id) => after.memberIds.includes(id));

function deedOf(before: Openness, after: Openness) {
  if (!after.isClosed) return "project_opened" as const;
  return before.isClosed ? ("project_people_changed" as const) : ("project_closed" as const);
}
