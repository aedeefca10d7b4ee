import "server-only";

import { Hono } from "hono";
import { z } from "zod";
import { widthParamSchema } from "@/lib/image/schema";
import { presentReferenceImage } from "@/lib/reference-image/presenter";
import {
  addReferenceImage,
  findReferenceImageFile,
  mayAddReferenceImages,
} from "@/lib/reference-image/service";
import { getPorts } from "@/lib/server/composition";
import { defineRoute, type RouteEnv } from "@/lib/server/define-route";
import { parse } from "@/lib/server/parse";
import { admitUpload, receiveUpload, refuseUpload } from "@/lib/server/receive-upload";
import { sendStoredFile } from "@/lib/server/send-stored-file";
import { AppError } from "@/lib/shared/app-error";

/** Answers after it was verified. */
const uploadRoute = defineRoute(async (actor, c, { incoming }) => {
  parse(z.ulid(), c.req.param("id"));
  if (!mayAddReferenceImages(actor)) {
    // Read and dropped, so that the browser gets to see the answer.
    incoming.resume();
    return refuseUpload({ code: "forbidden" });
  }
  const ports = getPorts();
  const receive = () =>
    receiveUpload(incoming, ports, async (file) => {
      const added = await addReferenceImage(ports, actor, file);
      return added.ok ? c.json(presentReferenceImage(added.value), 201) : refuseUpload(added.error);
    });
  return admitUpload(actor, incoming, receive);
});

const fileRoute = defineRoute(async (actor, c, node) => {
  const id = parse(z.ulid(), c.req.param("id"));
  const width = parse(widthParamSchema, c.req.query("w"));
  const file = await findReferenceImageFile(getPorts(), actor, { id, width });
  if (!file) throw new AppError("not_found", `Reference image ${id}`);
  return sendStoredFile(node, { ...file, downloadName: null });
});

export const referenceImageRoutes = new Hono<RouteEnv>()
  .put("/api/uploads/:id", uploadRoute)
  .get("/api/reference-images/:id", fileRoute);
