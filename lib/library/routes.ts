import "server-only";

import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { z } from "zod";
import {
  presentMadeBefore,
  presentMarks,
  presentPicture,
  presentSearch,
} from "@/lib/library/presenter";
import { markedGenerationsSchema, searchTextSchema, stackedSchema } from "@/lib/library/schema";
import { PICTURES_MAX } from "@/lib/library/schema/facts";
import { madeBeforeRequestSchema } from "@/lib/library/schema/made-before";
import { listFacets } from "@/lib/library/service/facets";
import { listMadeBefore } from "@/lib/library/service/made-before";
import { listMarks } from "@/lib/library/service/marks";
import { listSearches } from "@/lib/library/service/saved";
import {
  type Asked,
  listChunk,
  listDays,
  listIds,
  type Stretch,
} from "@/lib/library/service/search";
import { listStack } from "@/lib/library/service/stacks";
import { getPorts } from "@/lib/server/composition";
import { defineRoute, problem, type RouteEnv } from "@/lib/server/define-route";
import { parse } from "@/lib/server/parse";
import { askedDaySchema, askedInstantSchema } from "@/lib/shared/instants";

const offsetSchema = z.coerce.number().int().min(0).max(10_000_000);
const instantSchema = askedInstantSchema.transform((text) => new Date(text));

const askedOf = (c: Context<RouteEnv>): Asked => ({
  text: parse(searchTextSchema, c.req.query("q")),
  isStacked: parse(stackedSchema, c.req.query("stacked")),
});

const daysRoute = defineRoute(async (actor, c) =>
  c.json(await listDays(getPorts(), actor, askedOf(c))),
);

const stretchOf = (c: Context<RouteEnv>): Stretch => ({
  ...askedOf(c),
  from: parse(askedDaySchema, c.req.query("from")),
  to: parse(askedDaySchema, c.req.query("to")),
  asOf: parse(instantSchema, c.req.query("asOf")),
  offset: parse(offsetSchema, c.req.query("offset")),
});

const chunkRoute = defineRoute(async (actor, c) => {
  const pictures = await listChunk(getPorts(), actor, stretchOf(c));
  return c.json({ pictures: pictures.map(presentPicture) });
});

const stackRoute = defineRoute(async (actor, c) => {
  const text = parse(searchTextSchema, c.req.query("q"));
  const imageId = parse(z.ulid(), c.req.query("imageId"));
  const pictures = await listStack(getPorts(), actor, { text, imageId });
  return c.json({ pictures: pictures.map(presentPicture) });
});

const limitSchema = z.coerce.number().int().min(1).max(PICTURES_MAX);

const idsRoute = defineRoute(async (actor, c) =>
  c.json({
    imageIds: await listIds(getPorts(), actor, {
      ...stretchOf(c),
      limit: parse(limitSchema, c.req.query("limit")),
    }),
  }),
);

const facetsRoute = defineRoute(async (actor, c) =>
  c.json(await listFacets(getPorts(), actor, parse(searchTextSchema, c.req.query("q")))),
);

const marksRoute = defineRoute(async (actor, c) => {
  const generationIds = parse(markedGenerationsSchema, c.req.queries("generationId"));
  return c.json(presentMarks(await listMarks(getPorts(), actor, generationIds)));
});

const savedRoute = defineRoute(async (actor, c) => {
  const searches = await listSearches(getPorts(), actor);
  return c.json({ searches: searches.map(presentSearch) });
});

/** The longest request is below it. */
const REQUEST_BYTES_MAX = 64 * 1024;

/** A read: what is being written is no part of an address. */
const madeBeforeRoute = defineRoute(async (actor, c) => {
  const request = parse(madeBeforeRequestSchema, await c.req.json().catch(() => null));
  const pictures = await listMadeBefore(getPorts(), actor, request);
  return c.json({ pictures: pictures.map(presentMadeBefore) });
});

export const libraryRoutes = new Hono<RouteEnv>()
  .get("/api/library/days", daysRoute)
  .get("/api/library/pictures", chunkRoute)
  .get("/api/library/stack", stackRoute)
  .get("/api/library/ids", idsRoute)
  .get("/api/library/facets", facetsRoute)
  .get("/api/library/searches", savedRoute)
  .get("/api/library/marks", marksRoute)
  .post(
    "/api/library/made-before",
    bodyLimit({ maxSize: REQUEST_BYTES_MAX, onError: () => problem(413, { code: "too_large" }) }),
    madeBeforeRoute,
  );
