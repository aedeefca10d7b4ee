import { Prisma, type PrismaClient } from "@/lib/adapters/prisma/client/client";
import { readPictures } from "@/lib/adapters/prisma/library-pictures";
import { seesProject } from "@/lib/adapters/prisma/sight";
import type { CollectionRepository } from "@/lib/ports/collection-repository";

const { sql } = Prisma;

type Place = Parameters<CollectionRepository["add"]>[0];
type Transaction = Prisma.TransactionClient;
type Changed = { id: string }[];

/** Ten thousand pictures take a second, on a busy machine some more; ms. */
const PATIENCE = { maxWait: 10_000, timeout: 10_000 };

/** Halving the gap between two pictures ends here: then all places are counted anew. */
const GAP_MIN = 1e-6;

/** Of what lies in a collection. */
const isSeen = (place: Place) => sql`exists (
  select from library_entry e
  where e.image_id = collection_image.image_id and ${seesProject(place, "e.project_id")}
)`;

/** Those who change the same collection wait for each other, so that no place is given twice. */
async function lock(tx: Transaction, { id, teamId }: Place, at: Date): Promise<boolean> {
  const count = await tx.$executeRaw`
    update collection set changed_at = ${at}
    where id = ${id} and team_id = ${teamId} and deleted_at is null`;
  return count > 0;
}

function createChanger(prisma: PrismaClient) {
  /** Null when there is no such collection. */
  const change = (place: Place, at: Date, run: (tx: Transaction) => Promise<Changed>) =>
    prisma.$transaction(async (tx) => {
      if (!(await lock(tx, place, at))) return null;
      return (await run(tx)).map(({ id }) => id);
    }, PATIENCE);

  const add: CollectionRepository["add"] = (place, imageIds, at) =>
    // Rows are written in the order of the ids, in which everybody locks the entries that they belong to.
    change(
      place,
      at,
      (tx) => tx.$queryRaw<Changed>`
        insert into collection_image as i (collection_id, image_id, place)
        select ${place.id}, e.image_id, last.place + asked.number
        from (
          select image_id, min(number) as number
          from unnest(${[...imageIds]}::text[]) with ordinality as a (image_id, number)
          group by image_id
        ) as asked
        join library_entry e on e.image_id = asked.image_id
          and e.team_id = ${place.teamId} and e.deleted_at is null
          and ${seesProject(place, "e.project_id")}
        cross join (
          select coalesce(max(place), 0) as place from collection_image
          where collection_id = ${place.id}
        ) as last
        order by e.image_id
        on conflict (collection_id, image_id) do update
        set place = excluded.place, taken_at = null where i.taken_at is not null
        returning i.image_id as id`,
    );

  const take: CollectionRepository["take"] = (place, imageIds, at) =>
    change(
      place,
      at,
      (tx) => tx.$queryRaw<Changed>`
        update collection_image set taken_at = ${at}
        where collection_id = ${place.id} and image_id = any (${[...imageIds]}) and taken_at is null
          and ${isSeen(place)}
        returning image_id as id`,
    );

  const putBack: CollectionRepository["putBack"] = (place, imageIds, at) =>
    change(
      place,
      at,
      (tx) => tx.$queryRaw<Changed>`
        update collection_image set taken_at = null
        where collection_id = ${place.id} and image_id = any (${[...imageIds]})
          and taken_at is not null and ${isSeen(place)}
        returning image_id as id`,
    );
  return { add, take, putBack };
}

type Gap = { low: number | null; high: number | null };

/** Between which places a picture comes that goes before that one. Null: the end is open. */
async function gapBefore(
  tx: Transaction,
  collectionId: string,
  { imageId, beforeImageId }: { imageId: string; beforeImageId: string | null },
): Promise<Gap> {
  const [gap] = await tx.$queryRaw<Gap[]>`
    with others as (
      select image_id, place, taken_at from collection_image
      where collection_id = ${collectionId} and image_id <> ${imageId}
    ), above as (
      select place from others where image_id = ${beforeImageId} and taken_at is null
    )
    select max(o.place) as low, (select place from above) as high
    from others o where o.place < coalesce((select place from above), 'infinity')`;
  return gap ?? { low: null, high: null };
}

const isNarrow = ({ low, high }: Gap) => low !== null && high !== null && high - low < GAP_MIN;

function middleOf({ low, high }: Gap): number {
  if (high === null) return (low ?? 0) + 1;
  return low === null ? high - 1 : (low + high) / 2;
}

const countAnew = (tx: Transaction, collectionId: string) => tx.$executeRaw`
  update collection_image i set place = o.number
  from (
    select image_id, row_number() over (order by place, image_id) as number
    from collection_image where collection_id = ${collectionId}
  ) as o
  where i.collection_id = ${collectionId} and i.image_id = o.image_id`;

function createMover(prisma: PrismaClient) {
  const move: CollectionRepository["move"] = (place, { at, ...wish }) => {
    const moved = prisma.$transaction(async (tx) => {
      if (!(await lock(tx, place, at))) return false;
      let gap = await gapBefore(tx, place.id, wish);
      if (isNarrow(gap)) {
        await countAnew(tx, place.id);
        gap = await gapBefore(tx, place.id, wish);
      }
      const count = await tx.$executeRaw`
        update collection_image set place = ${middleOf(gap)}
        where collection_id = ${place.id} and image_id = ${wish.imageId} and taken_at is null
          and ${isSeen(place)}`;
      // Nothing is left of the lock, which would say that the collection was changed.
      if (count === 0) throw new NotThereError();
      return true;
    }, PATIENCE);
    return moved.catch((cause: unknown) => {
      if (cause instanceof NotThereError) return false;
      throw cause;
    });
  };
  return { move };
}

class NotThereError extends Error {}

const createReader = (prisma: PrismaClient): Pick<CollectionRepository, "listPictures"> => ({
  listPictures: ({ id, ...reader }, { after, limit }) =>
    readPictures(prisma, {
      personId: reader.personId,
      entries: sql`
        select e.*, i.place from collection_image i
        join collection c on c.id = i.collection_id and c.team_id = ${reader.teamId} and c.deleted_at is null
        join library_entry e on e.image_id = i.image_id and e.deleted_at is null
          and ${seesProject(reader, "e.project_id")}
        where i.collection_id = ${id} and i.taken_at is null
          and i.place > coalesce((
            select place from collection_image where collection_id = ${id} and image_id = ${after}
          ), '-infinity')
        order by i.place limit ${limit}`,
      order: sql`e.place`,
    }),
});

export const createCollectionPictures = (prisma: PrismaClient) => ({
  ...createChanger(prisma),
  ...createMover(prisma),
  ...createReader(prisma),
});
