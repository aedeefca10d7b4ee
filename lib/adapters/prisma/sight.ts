import { Prisma } from "@/lib/adapters/prisma/client/client";
import { type Sight, seesAll } from "@/lib/shared/actor";

const { sql, raw } = Prisma;

/**
 * Most teams close nothing, and owners and admins see everything: then each of these is true without a look at any row
 * (docs/decisions/062).
 */
const ALL = sql`true`;

/** `column` holds the id of a project. */
export const seesProject = (sight: Sight, column: string): Prisma.Sql =>
  seesAll(sight) ? ALL : sql`${raw(column)} <> all (${[...sight.closedProjectIds]}::text[])`;

/** A picture belongs to the project that it lies in; without an entry, to that of its run `g`. `imageId` is a column. */
export const seesPicture = (sight: Sight, imageId: string): Prisma.Sql =>
  seesAll(sight)
    ? ALL
    : sql`coalesce((
        select lies.project_id from library_entry lies where lies.image_id = ${raw(imageId)}
      ), g.project_id) <> all (${[...sight.closedProjectIds]}::text[])`;

/** The variant `v` of the run `g`: by its picture, while it has none by its run. */
export const seesVariant = (sight: Sight): Prisma.Sql =>
  seesAll(sight)
    ? ALL
    : sql`coalesce((
        select lies.project_id from image shown join library_entry lies on lies.image_id = shown.id
        where shown.variant_id = v.id
      ), g.project_id) <> all (${[...sight.closedProjectIds]}::text[])`;

/** The run `g`: with its project, or with any picture of it that lies elsewhere. */
export const seesRun = (sight: Sight): Prisma.Sql =>
  seesAll(sight)
    ? ALL
    : sql`(${seesProject(sight, "g.project_id")} or exists (
        select from library_entry lies
        where lies.generation_id = g.id and ${seesProject(sight, "lies.project_id")}
      ))`;

const notClosed = ({ closedProjectIds }: Sight) => ({
  projectId: { notIn: [...closedProjectIds] },
});

/** `seesProject` of whatever has a project. */
export const inOpenProject = (sight: Sight) => (seesAll(sight) ? {} : notClosed(sight));

/** `seesRun`. */
export const openRun = (sight: Sight): Prisma.GenerationWhereInput =>
  seesAll(sight) ? {} : { OR: [notClosed(sight), { entries: { some: notClosed(sight) } }] };

/** `seesVariant`. */
export const openVariant = (sight: Sight): Prisma.VariantWhereInput =>
  seesAll(sight)
    ? {}
    : {
        OR: [
          { image: { entry: notClosed(sight) } },
          {
            generation: notClosed(sight),
            OR: [{ image: null }, { image: { entry: null } }],
          },
        ],
      };

/** `seesPicture`. */
export const openImage = (sight: Sight): Prisma.ImageWhereInput =>
  seesAll(sight)
    ? {}
    : {
        OR: [
          { entry: notClosed(sight) },
          { entry: null, variant: { generation: notClosed(sight) } },
        ],
      };
