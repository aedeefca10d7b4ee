import "server-only";

import { Hono } from "hono";
import { z } from "zod";
import { presentBin } from "@/lib/bin/presenter";
import { listBin, readBinTotal } from "@/lib/bin/service";
import { getPorts } from "@/lib/server/composition";
import { defineRoute, type RouteEnv } from "@/lib/server/define-route";
import { parse } from "@/lib/server/parse";
import { AppError } from "@/lib/shared/app-error";

const placeSchema = z.object({ binnedAt: z.coerce.date(), imageId: z.ulid() });

/** Null without a cursor. */
function placeOf(cursor: string | undefined) {
  if (!cursor) return null;
  const [binnedAt, imageId] = Buffer.from(cursor, "base64url").toString().split("|");
  return parse(placeSchema, { binnedAt, imageId });
}

const binRoute = defineRoute(async (actor, c) => {
  const listed = await listBin(getPorts(), actor, placeOf(c.req.query("cursor")));
  if (!listed.ok) throw new AppError("forbidden", "The bin");
  return c.json(presentBin(listed.value));
});

const totalRoute = defineRoute(async (actor, c) => {
  const total = await readBinTotal(getPorts(), actor);
  if (!total.ok) return c.json({ total: null });
  const { count, sizeBytes } = total.value;
  return c.json({ total: { count, sizeBytes } });
});

export const binRoutes = new Hono<RouteEnv>()
  .get("/api/bin", binRoute)
  .get("/api/bin/total", totalRoute);
