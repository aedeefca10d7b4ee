import "server-only";

import { Hono } from "hono";
import { z } from "zod";
import { widthParamSchema } from "@/lib/image/schema";
import { findImageFile } from "@/lib/image/service";
import { getPorts } from "@/lib/server/composition";
import { defineRoute, type RouteEnv } from "@/lib/server/define-route";
import { parse } from "@/lib/server/parse";
import { sendStoredFile } from "@/lib/server/send-stored-file";
import { AppError } from "@/lib/shared/app-error";

const imageRoute = defineRoute(async (actor, c, node) => {
  const id = parse(z.ulid(), c.req.param("id"));
  const width = parse(widthParamSchema, c.req.query("w"));
  const file = await findImageFile(getPorts(), actor, { id, width });
  if (!file) throw new AppError("not_found", `Image ${id}`);
  const isDownload = c.req.query("download") === "1";
  return sendStoredFile(node, { ...file, downloadName: isDownload ? file.name : null });
});

/** Hono answers HEAD with the GET handler. */
export const imageRoutes = new Hono<RouteEnv>().get("/api/images/:id", imageRoute);
