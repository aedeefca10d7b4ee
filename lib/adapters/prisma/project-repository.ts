import type { PrismaClient } from "@/lib/adapters/prisma/client/client";
import { inside } from "@/lib/adapters/prisma/prisma-client";
import type { ProjectRepository } from "@/lib/ports/project-repository";

export const createProjectRepository = (prisma: PrismaClient): ProjectRepository => ({
  list: (teamId) =>
    prisma.project.findMany({
      where: { teamId },
      select: { id: true, name: true, code: true },
      orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    }),
  async create(tx, teamId, project) {
    await inside(tx).project.create({ data: { ...project, teamId } });
  },
  async rename(tx, { teamId, projectId: id }, name) {
    const where = { id, teamId };
    const before = await inside(tx).project.findUnique({ where });
    if (!before) return null;
    return {
      renamed: await inside(tx).project.update({ where, data: { name } }),
      nameBefore: before.name,
    };
  },
  async choose({ userId, teamId }, projectId) {
    const { count } = await prisma.membership.updateMany({
      where: { userId, teamId, team: { projects: { some: { id: projectId } } } },
      data: { projectId },
    });
    return count === 1;
  },
});
