import type { PrismaClient } from "@/lib/adapters/prisma/client/client";
import { isConflict } from "@/lib/adapters/prisma/prisma-client";
import type { ProjectRepository } from "@/lib/ports/project-repository";

export const createProjectRepository = (prisma: PrismaClient): ProjectRepository => ({
  create: (teamId, project) =>
    prisma.project.create({ data: { ...project, teamId } }).catch((cause: unknown) => {
      if (isConflict(cause)) return null;
      throw cause;
    }),
  async rename(teamId, projectId, name) {
    const [renamed] = await prisma.project.updateManyAndReturn({
      where: { id: projectId, teamId },
      data: { name },
    });
    return renamed ?? null;
  },
  async choose({ userId, teamId }, projectId) {
    const { count } = await prisma.membership.updateMany({
      where: { userId, teamId, team: { projects: { some: { id: projectId } } } },
      data: { projectId },
    });
    return count === 1;
  },
});
