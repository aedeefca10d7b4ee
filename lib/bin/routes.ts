import "server-only";

import { Hono } from "hono";
import { presentBin } from "@/lib/bin/presenter";
import { listBin, readBinTotal } from "@/lib/bin/service";
import { getPorts } from "@/lib/server/composition";
import { badCursor, readCursor } from "@/lib/server/cursor";
import { defineRoute, type RouteEnv } from "@/lib/server/define-route";
import { AppError } from "@/lib/shared/app-error";

const binRoute = defineRoute(async (actor, c) => {
  const cursor = readCursor(c.req.query("cursor"));
  if (!cursor) return badCursor();
  const after = cursor.after && { binnedAt: cursor.after.at, imageId: cursor.after.id };
  const listed = await listBin(getPorts(), actor, after);
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
