import "server-only";

import { Hono } from "hono";
import { z } from "zod";
import { canCollect } from "@/lib/collection/policy";
import { presentCollection } from "@/lib/collection/presenter";
import { findCollection, listCollections } from "@/lib/collection/service/collections";
import { listCollectionPictures } from "@/lib/collection/service/pictures";
import { presentPicture } from "@/lib/library/presenter";
import { getPorts } from "@/lib/server/composition";
import { defineRoute, type RouteEnv } from "@/lib/server/define-route";
import { parse } from "@/lib/server/parse";
import { AppError } from "@/lib/shared/app-error";

const listRoute = defineRoute(async (actor, c) => {
  const collections = await listCollections(getPorts(), actor);
  const mayChange = canCollect(actor.role);
  return c.json({ collections: collections.map(presentCollection), mayChange });
});

const oneRoute = defineRoute(async (actor, c) => {
  const id = parse(z.ulid(), c.req.param("id"));
  const collection = await findCollection(getPorts(), actor, id);
  if (!collection) throw new AppError("not_found", "No such collection");
  return c.json(presentCollection(collection));
});

const picturesRoute = defineRoute(async (actor, c) => {
  const id = parse(z.ulid(), c.req.param("id"));
  const after = parse(z.ulid().nullable(), c.req.query("after") ?? null);
  const { pictures, next } = await listCollectionPictures(getPorts(), actor, { id, after });
  return c.json({ pictures: pictures.map(presentPicture), next });
});

export const collectionRoutes = new Hono<RouteEnv>()
  .get("/api/collections", listRoute)
  .get("/api/collections/:id", oneRoute)
  .get("/api/collections/:id/pictures", picturesRoute);
