import type { Prisma, PrismaClient } from "@/lib/adapters/prisma/client/client";
import { inside } from "@/lib/adapters/prisma/prisma-client";
import { seesProject } from "@/lib/adapters/prisma/sight";
import { aspectRatioSchema } from "@/lib/generation/schema";
import { imageMimeSchema } from "@/lib/image/schema";
import type { TakeoutPicture, TakeoutRepository } from "@/lib/ports/takeout-repository";
import { orderSchema, progressSchema, type TakeoutProgress } from "@/lib/takeout/schema";

type Row = Omit<TakeoutPicture, "aspectRatio" | "mime" | "focus"> & {
  aspectRatio: string;
  mime: string;
  x: number | null;
  y: number | null;
};

type Nothing = Omit<TakeoutProgress, "state">;

function createOrders(prisma: PrismaClient) {
  const create: TakeoutRepository["create"] = async (tx, owner, { at, ...takeout }) => {
    await inside(tx).takeout.create({ data: { ...owner, ...takeout, createdAt: at } });
  };
  const find: TakeoutRepository["find"] = async (owner, id, now) => {
    const row = await prisma.takeout.findFirst({
      where: { ...owner, id, expiresAt: { gt: now } },
    });
    return (
      row && {
        id: row.id,
        order: orderSchema.parse(row.order),
        imageIds: row.imageIds,
        progress: progressSchema.nullable().parse(row.progress),
      }
    );
  };
  const setProgress: TakeoutRepository["setProgress"] = async (owner, id, progress) => {
    const data = { progress: progress satisfies Prisma.InputJsonValue };
    const isWanted = { expiresAt: { gt: prisma.takeout.fields.createdAt } };
    const { count } = await prisma.takeout.updateMany({
      where: { ...owner, id, ...isWanted },
      data,
    });
    return count > 0;
  };
  // What is stopped expires when it began.
  const stop: TakeoutRepository["stop"] = async ({ teamId, personId }, id) => {
    const nothing = { done: 0, total: 0, leftOutCount: 0, leftOut: [] } satisfies Nothing;
    const count = await prisma.$executeRaw`
      update takeout set expires_at = created_at,
        progress = coalesce(progress, ${JSON.stringify(nothing)}::jsonb) || '{"state":"stopped"}'
      where id = ${id} and team_id = ${teamId} and person_id = ${personId}
        and coalesce(progress ->> 'state', '') <> 'done'`;
    return count > 0;
  };
  const removeExpired: TakeoutRepository["removeExpired"] = async (before) => {
    await prisma.takeout.deleteMany({ where: { expiresAt: { lt: before } } });
  };
  return { create, find, setProgress, stop, removeExpired };
}

function createPictures(prisma: PrismaClient) {
  const listPictures: TakeoutRepository["listPictures"] = async (sight, imageIds) => {
    const rows = await prisma.$queryRaw<Row[]>`
      select e.image_id as "imageId", g.code || '/' || v.number as code, p.name as "projectName",
        u.name as "personName", left(g.prompt_as_typed, 240) as prompt, e.model,
        e.aspect_ratio as "aspectRatio", to_char(e.day, 'YYYY-MM-DD') as day, i.mime, i.width, i.height,
        i.size_bytes as "sizeBytes", i.storage_key as "storageKey",
        g.prompt_as_sent as "promptAsSent", e.at as "madeAt", f.x, f.y
      from unnest(${[...imageIds]}::text[]) with ordinality as asked(id, place)
      join library_entry e on e.image_id = asked.id and e.team_id = ${sight.teamId} and e.deleted_at is null
        and ${seesProject(sight, "e.project_id")}
      join image i on i.id = e.image_id
      join variant v on v.id = i.variant_id
      join generation g on g.id = e.generation_id
      join project p on p.id = e.project_id
      join "user" u on u.id = e.author_id
      left join image_focus f on f.image_id = e.image_id
      order by asked.place`;
    return rows.map(({ x, y, ...row }) => ({
      ...row,
      aspectRatio: aspectRatioSchema.parse(row.aspectRatio),
      mime: imageMimeSchema.parse(row.mime),
      focus: x === null || y === null ? null : { x, y },
    }));
  };
  const sumUp: TakeoutRepository["sumUp"] = async (sight, imageIds) => {
    const [row] = await prisma.$queryRaw<{ count: number; sizeBytes: number }[]>`
      select count(*)::int as count, coalesce(sum(i.size_bytes), 0)::float8 as "sizeBytes"
      from library_entry e join image i on i.id = e.image_id
      where e.team_id = ${sight.teamId} and ${seesProject(sight, "e.project_id")}
        and e.deleted_at is null and e.image_id = any (${[...imageIds]})`;
    return row ?? { count: 0, sizeBytes: 0 };
  };
  const setFocus: TakeoutRepository["setFocus"] = async (reader, imageId, { x, y, at }) => {
    const count = await prisma.$executeRaw`
      insert into image_focus (image_id, team_id, x, y, by_id, at)
      select e.image_id, e.team_id, ${x}, ${y}, ${reader.personId}, ${at} from library_entry e
      where e.image_id = ${imageId} and e.team_id = ${reader.teamId} and e.deleted_at is null
        and ${seesProject(reader, "e.project_id")}
      on conflict (image_id) do update
      set x = excluded.x, y = excluded.y, by_id = excluded.by_id, at = excluded.at`;
    return count > 0;
  };
  return { listPictures, sumUp, setFocus };
}

export const createTakeoutRepository = (prisma: PrismaClient): TakeoutRepository => ({
  ...createOrders(prisma),
  ...createPictures(prisma),
});
