import { Prisma, type PrismaClient } from "@/lib/adapters/prisma/client/client";
import { whereOf } from "@/lib/adapters/prisma/library-filter";
import { seesProject } from "@/lib/adapters/prisma/sight";
import type {
  LibraryFilter,
  LibraryRepository,
  StretchOfDays,
} from "@/lib/ports/library-repository";
import { type Reader, type Sight, seesAll } from "@/lib/shared/actor";

const { sql } = Prisma;

/**
 * Which of the pictures of a stack is on top: one's own pick, the newest of them first; then the team's; then what nobody
 * has rejected. Wants `e` and the person's mark `m`.
 */
const coverOrder = sql`
  case when m.verdict = 'pick' then 0 when m.verdict = 'reject' then 4
    when e.pick_count > 0 then 1 when e.reject_count > 0 then 3 else 2 end,
  case when m.verdict = 'pick' then m.at end desc, e.stars desc, e.day desc, e.at desc, e.image_id desc`;

/** What is found of the stack `o.stack_id`. */
const foundOf = (sight: Sight, filter: LibraryFilter, asOf: Date) => sql`
  image_look s join library_entry e on e.image_id = s.image_id
  where s.stack_id = o.stack_id and e.at <= ${asOf} and ${whereOf(sight, filter)}`;

/** Tiles of a stretch of days: `image_id` is shown, `at` and `id` are the place, `stack_count` lie under it. */
export function tilesOf(reader: Reader, filter: LibraryFilter, place: StretchOfDays): Prisma.Sql {
  const { from, to, asOf, offset, limit, isStacked, after } = place;
  const behind = after ? sql`and (e.at, e.image_id) < (${after.at}, ${after.id})` : Prisma.empty;
  const found = sql`${whereOf(reader, filter)}
    and e.day between ${from}::date and ${to}::date and e.at <= ${asOf} ${behind}`;
  const stretch = sql`order by at desc, id desc offset ${offset} limit ${limit}`;
  if (!isStacked)
    return sql`
      select e.image_id, e.at, e.image_id as id, 1 as stack_count from library_entry e
      where ${found} ${stretch}`;
  return sql`
    select coalesce(cover.image_id, o.id) as image_id, o.at, o.id, coalesce(cover.found, 1) as stack_count
    from (
      select o.* from (
        select e.image_id as id, e.at, e.day, l.stack_id
        from library_entry e left join image_look l on l.image_id = e.image_id where ${found}
      ) as o
      where o.stack_id is null or not exists (
        select from ${foundOf(reader, filter, asOf)} and (e.day, e.at, e.image_id) > (o.day, o.at, o.id)
      )
      ${stretch}
    ) as o
    left join lateral (
      select e.image_id, count(*) over ()::int as found
      from (select e.* from ${foundOf(reader, filter, asOf)}) as e
      left join image_mark m on m.image_id = e.image_id and m.person_id = ${reader.personId}
      order by ${coverOrder} limit 1
    ) as cover on true`;
}

/** The same of one stack: all that is found of it, in the order in which they would be its cover. */
export const membersOf = (
  reader: Reader,
  filter: LibraryFilter,
  { imageId, limit }: { imageId: string; limit: number },
): Prisma.Sql => sql`
  select e.image_id, e.at, e.image_id as id, count(*) over ()::int as stack_count,
    row_number() over (order by ${coverOrder}) as position
  from library_entry e
  join image_look s on s.image_id = e.image_id
  join image_look own on own.image_id = ${imageId} and own.stack_id = s.stack_id
  left join image_mark m on m.image_id = e.image_id and m.person_id = ${reader.personId}
  where ${whereOf(reader, filter)} and exists (
    select from library_entry asked
    where asked.image_id = ${imageId} and ${seesProject(reader, "asked.project_id")}
  )
  order by position limit ${limit}`;

/** Each stack counts where its newest picture is. */
export const stackedDays = (sight: Sight, filter: LibraryFilter): Prisma.Sql => sql`
  select to_char(o.day, 'YYYY-MM-DD') as day, count(*)::int as count, sum(o.found)::int as "pictureCount"
  from (
    select max(e.day) as day, count(*) as found
    from library_entry e left join image_look l on l.image_id = e.image_id
    where ${whereOf(sight, filter)} group by coalesce(l.stack_id, e.image_id)
  ) as o group by o.day order by o.day desc`;

type Look = { familyId: string; stackId: string; apartFrom: string | null };
type Client = Pick<PrismaClient, "$queryRaw" | "$executeRaw">;

/** Null when it is not the team's or in the bin. Nobody else changes stacks of its family before the end. */
async function lockLook(tx: Client, sight: Sight, imageId: string): Promise<Look | null> {
  const find = () => tx.$queryRaw<Look[]>`
    select l.family_id as "familyId", l.stack_id as "stackId", l.apart_from as "apartFrom"
    from image_look l join library_entry e on e.image_id = l.image_id
    where l.image_id = ${imageId} and l.team_id = ${sight.teamId} and e.deleted_at is null
      and ${seesProject(sight, "e.project_id")}`;
  const [seen] = await find();
  if (!seen) return null;
  await tx.$queryRaw`select from generation where id = ${seen.familyId} for no key update`;
  const [look] = await find();
  return look ?? null;
}

/** Whether it does not lie alone, as far as the person sees. */
async function hasOthers(
  tx: Client,
  sight: Sight,
  { stackId, imageId }: { stackId: string; imageId: string },
): Promise<boolean> {
  if (seesAll(sight)) return true;
  const others = await tx.$queryRaw<unknown[]>`
    select 1 from image_look l join library_entry e on e.image_id = l.image_id
    where l.stack_id = ${stackId} and l.image_id <> ${imageId} and ${seesProject(sight, "e.project_id")}
    limit 1`;
  return others.length > 0;
}

/** What people decide of stacks. */
export function createStackWriter(prisma: PrismaClient) {
  const setApart: LibraryRepository["setApart"] = (sight, imageId) =>
    prisma.$transaction(async (tx) => {
      const look = await lockLook(tx, sight, imageId);
      if (!look) return false;
      const { familyId, stackId } = look;
      const [first] = await tx.$queryRaw<{ id: string }[]>`
        select image_id as id from image_look
        where stack_id = ${stackId} and image_id <> ${imageId} order by image_id limit 1`;
      if (!first || !(await hasOthers(tx, sight, { stackId, imageId }))) return false;
      if (stackId === imageId)
        await tx.$executeRaw`
          update image_look set stack_id = ${first.id} where stack_id = ${stackId} and image_id <> ${imageId}`;
      // Those that were set apart from this one come back to where it was.
      await tx.$executeRaw`
        update image_look set apart_from = ${first.id} where family_id = ${familyId} and apart_from = ${imageId}`;
      await tx.$executeRaw`
        update image_look set stack_id = ${imageId}, apart_from = ${first.id} where image_id = ${imageId}`;
      return true;
    });

  const putBack: LibraryRepository["putBack"] = (sight, imageId) =>
    prisma.$transaction(async (tx) => {
      const look = await lockLook(tx, sight, imageId);
      if (!look || look.apartFrom === null) return false;
      await tx.$executeRaw`
        update image_look set apart_from = null, stack_id = coalesce(
          (select l.stack_id from image_look l where l.image_id = ${look.apartFrom}), image_id
        ) where image_id = ${imageId}`;
      return true;
    });
  return { setApart, putBack };
}
