import { Prisma, type PrismaClient } from "@/lib/adapters/prisma/client/client";
import { isTallied, tallyOf, tallyWhere, whereOf } from "@/lib/adapters/prisma/library-filter";
import type {
  LibraryFilter,
  LibraryRepository,
  LiveCollection,
} from "@/lib/ports/library-repository";
import type { Sight } from "@/lib/shared/actor";

const { sql, join } = Prisma;

/** Of a live collection, where pictures have to be looked at: so many, and then it is more. */
const COUNTED_MAX = 1_000;

const fromTally = (sight: Sight, filter: LibraryFilter, { id, filter: own }: LiveCollection) => sql`
  select ${id}::text as value, coalesce(sum(e.image_count), 0)::int as count, false as "isAtLeast"
  from ${tallyOf(filter, own)} e where ${tallyWhere(sight, filter)} and ${tallyWhere(sight, own)}`;

const fromEntries = (
  sight: Sight,
  filter: LibraryFilter,
  { id, filter: own }: LiveCollection,
) => sql`
  select ${id}::text as value, least(count(*), ${COUNTED_MAX})::int as count,
    count(*) > ${COUNTED_MAX} as "isAtLeast"
  from (
    select from library_entry e
    where ${whereOf(sight, filter)} and ${whereOf(sight, own)} limit ${COUNTED_MAX + 1}
  ) as found`;

export const createLiveCounter =
  (prisma: PrismaClient): LibraryRepository["countLive"] =>
  async (sight, collections, filter) => {
    if (collections.length === 0) return [];
    const counted = collections.map((collection) => {
      const count = isTallied(filter) && isTallied(collection.filter) ? fromTally : fromEntries;
      return count(sight, filter, collection);
    });
    return prisma.$queryRaw(sql`
      select * from (${join(counted, " union all ")}) as counted where count > 0`);
  };
