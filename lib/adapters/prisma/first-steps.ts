import type { PrismaClient } from "@/lib/adapters/prisma/client/client";
import type { FirstPicture, FirstSteps } from "@/lib/ports/first-steps";

type Row = Omit<FirstPicture, "image"> & {
  imageId: string | null;
  width: number | null;
  height: number | null;
};

/** By the library's index from its old end: what somebody brought is passed over. */
const findMade = (prisma: PrismaClient, teamId: string) => prisma.$queryRaw<Row[]>`
  select g.code || '/' || v.number as code, v.status::text as status,
         v.progress_percent as "progressPercent", g.prompt_as_typed as prompt,
         g.aspect_ratio as "aspectRatio", g.resolution, i.id as "imageId", i.width, i.height
    from library_entry e
    join image i on i.id = e.image_id
    join variant v on v.id = i.variant_id
    join generation g on g.id = e.generation_id
   where e.team_id = ${teamId}
     and not exists (select from upload u where u.generation_id = e.generation_id)
   order by e.at, e.image_id limit 1`;

const findNewest = (prisma: PrismaClient, teamId: string) => prisma.$queryRaw<Row[]>`
  select g.code || '/' || v.number as code, v.status::text as status,
         v.progress_percent as "progressPercent", g.prompt_as_typed as prompt,
         g.aspect_ratio as "aspectRatio", g.resolution,
         null as "imageId", null::int as width, null::int as height
    from generation g
    join variant v on v.generation_id = g.id
   where g.team_id = ${teamId}
     and not exists (select from upload u where u.generation_id = g.id)
   order by g.created_at desc, g.id desc, v.number desc limit 1`;

async function findPicture(prisma: PrismaClient, teamId: string): Promise<FirstPicture | null> {
  const [row] = [...(await findMade(prisma, teamId)), ...(await findNewest(prisma, teamId))];
  if (!row) return null;
  const { imageId, width, height, ...picture } = row;
  const isThere = imageId !== null && width !== null && height !== null;
  return { ...picture, image: isThere ? { id: imageId, width, height } : null };
}

export const createFirstSteps = (prisma: PrismaClient): FirstSteps => ({
  async read({ teamId, userId }, now) {
    const open = { usedAt: null, revokedAt: null, expiresAt: { gt: now } };
    const [membership, memberCount, invitationCount, factorCount, picture] = await Promise.all([
      prisma.membership.findUnique({ where: { userId_teamId: { userId, teamId } } }),
      prisma.membership.count({ where: { teamId } }),
      prisma.invitation.count({ where: { teamId, ...open } }),
      prisma.secondFactor.count({ where: { userId, confirmedAt: { not: null } } }),
      findPicture(prisma, teamId),
    ]);
    return {
      ...{ memberCount, invitationCount, picture },
      isPutAway: membership?.firstStepsPutAwayAt != null,
      hasSecondFactor: factorCount > 0,
    };
  },
  async putAway(member, at) {
    await prisma.membership.updateMany({ where: member, data: { firstStepsPutAwayAt: at } });
  },
});
