import type { ProjectRecord } from "@/lib/ports/project-repository";
import type { OpennessView, ProjectView } from "@/lib/project/schema";
import type { OpennessForm } from "@/lib/project/service/openness";
import type { Actor } from "@/lib/shared/actor";

export const presentProject = ({ id, name, code, isClosed }: ProjectRecord): ProjectView => ({
  ...{ id, name, code, isClosed },
});

/** Who looks at it stands first, and stays: nobody closes a project to themselves. */
export function presentOpenness(
  { isClosed, memberIds, candidates }: OpennessForm,
  { userId }: Actor,
): OpennessView {
  const people = candidates.map(({ userId: id, name, role }) => ({
    ...{ id, name, role, isSelf: id === userId },
    isMember: id === userId || memberIds.includes(id),
  }));
  return { isClosed, people: people.sort((a, b) => Number(b.isSelf) - Number(a.isSelf)) };
}
