import type { PrismaClient } from "@/lib/adapters/prisma/client/client";
import { inside } from "@/lib/adapters/prisma/prisma-client";
import type { ProjectRepository } from "@/lib/ports/project-repository";
import type { Sight } from "@/lib/shared/actor";

const RECORD = { id: true, name: true, code: true, isClosed: true } as const;
const OPENNESS = {
  ...{ name: true, isClosed: true },
  members: { select: { userId: true }, orderBy: { userId: "asc" } },
} as const;

/** Where there is such a project for the person. */
const placeOf = ({ teamId, closedProjectIds, projectId }: Sight & { projectId: string }) => ({
  AND: [{ id: projectId, teamId }, { id: { notIn: [...closedProjectIds] } }],
});

const idsOf = (members: readonly { userId: string }[]) => members.map(({ userId }) => userId);

/** Who sees which project. */
function createDoor(prisma: PrismaClient) {
  const findOpenness: ProjectRepository["findOpenness"] = async (place) => {
    const row = await prisma.project.findFirst({ where: placeOf(place), select: OPENNESS });
    return row && { isClosed: row.isClosed, memberIds: idsOf(row.members) };
  };

  const lockOpenness: ProjectRepository["lockOpenness"] = async (tx, place) => {
    const client = inside(tx);
    const { teamId, projectId } = place;
    // Not `for update`: whoever makes a picture meanwhile looks at the team's key.
    await client.$queryRaw`select id from team where id = ${teamId} for no key update`;
    const row = await client.project.findFirst({ where: placeOf(place), select: OPENNESS });
    if (!row) return null;
    const otherOpenCount = await client.project.count({
      where: { teamId, isClosed: false, id: { not: projectId } },
    });
    const { name, isClosed, members } = row;
    return { name, isClosed, memberIds: idsOf(members), otherOpenCount };
  };

  const setOpenness: ProjectRepository["setOpenness"] = async (tx, place, openness) => {
    const client = inside(tx);
    const { teamId, projectId } = place;
    const { isClosed, memberIds } = openness;
    await client.project.update({ where: { id: projectId, teamId }, data: { isClosed } });
    await client.projectMember.deleteMany({
      where: { projectId, userId: { notIn: memberIds } },
    });
    const members = await client.membership.findMany({
      where: { teamId, userId: { in: memberIds } },
      select: { userId: true, teamId: true },
    });
    const data = members.map((member) => ({ ...member, projectId }));
    await client.projectMember.createMany({ data, skipDuplicates: true });
    return idsOf(members);
  };

  const listCandidates: ProjectRepository["listCandidates"] = async (teamId) => {
    const rows = await prisma.membership.findMany({
      where: { teamId, role: { in: ["designer", "reviewer"] } },
      orderBy: [{ role: "asc" }, { user: { name: "asc" } }, { userId: "asc" }],
      select: { userId: true, role: true, user: { select: { name: true } } },
    });
    return rows.map(({ userId, role, user }) => ({ userId, role, name: user.name }));
  };
  return { findOpenness, lockOpenness, setOpenness, listCandidates };
}

export const createProjectRepository = (prisma: PrismaClient): ProjectRepository => ({
  list: ({ teamId, closedProjectIds }) =>
    prisma.project.findMany({
      where: { teamId, id: { notIn: [...closedProjectIds] } },
      select: RECORD,
      orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    }),
  async create(tx, teamId, project) {
    await inside(tx).project.create({ data: { ...project, teamId } });
  },
  async rename(tx, place, name) {
    const before = await inside(tx).project.findFirst({ where: placeOf(place) });
    if (!before) return null;
    const where = { id: before.id, teamId: place.teamId };
    return {
      renamed: await inside(tx).project.update({ where, data: { name }, select: RECORD }),
      nameBefore: before.name,
    };
  },
  async choose({ userId, ...sight }, projectId) {
    const { count } = await prisma.membership.updateMany({
      where: {
        ...{ userId, teamId: sight.teamId },
        team: { projects: { some: placeOf({ ...sight, projectId }) } },
      },
      data: { projectId },
    });
    return count === 1;
  },
  listSeen: ({ teamId, closedProjectIds }) =>
    prisma.project.findMany({
      where: { teamId, id: { notIn: [...closedProjectIds] } },
      orderBy: [{ createdAt: "asc" }, { id: "asc" }],
      select: RECORD,
    }),
  ...createDoor(prisma),
});
