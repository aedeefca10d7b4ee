import type { PrismaClient } from "@/lib/adapters/prisma/client/client";
import type { SavedSearchRepository } from "@/lib/ports/saved-search-repository";

const FIELDS = { id: true, name: true, text: true } as const;

export const createSavedSearchRepository = (prisma: PrismaClient): SavedSearchRepository => ({
  list: (owner) =>
    prisma.savedSearch.findMany({ where: owner, select: FIELDS, orderBy: { name: "asc" } }),
  save: ({ teamId, personId }, { id, name, text, at }) =>
    prisma.savedSearch.upsert({
      where: { teamId_personId_name: { teamId, personId, name } },
      create: { id, teamId, personId, name, text, createdAt: at },
      update: { text },
      select: FIELDS,
    }),
  async remove(owner, id) {
    const { count } = await prisma.savedSearch.deleteMany({ where: { ...owner, id } });
    return count > 0;
  },
});
