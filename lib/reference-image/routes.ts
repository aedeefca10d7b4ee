import "server-only";

import { rm } from "node:fs/promises";
import { Hono } from "hono";
import { z } from "zod";
import { widthParamSchema } from "@/lib/image/schema";
import { StorageError } from "@/lib/ports/object-storage";
import { decodeFileName } from "@/lib/reference-image/policy";
import { presentReferenceImage } from "@/lib/reference-image/presenter";
import type { UploadRefusal } from "@/lib/reference-image/schema";
import { FILE_NAME_HEADER, UPLOAD_SIZE_BYTES_MAX } from "@/lib/reference-image/schema/facts";
import {
  addReferenceImage,
  findReferenceImageFile,
  requireMaker,
} from "@/lib/reference-image/service";
import { getPorts } from "@/lib/server/composition";
import { defineRoute, problem, type RouteEnv } from "@/lib/server/define-route";
import { parse } from "@/lib/server/parse";
import { receiveBody } from "@/lib/server/receive-body";
import { sendStoredFile } from "@/lib/server/send-stored-file";
import { AppError } from "@/lib/shared/app-error";

/** HTTP status of each refusal (bad inputs, section 1). */
const STATUS = {
  too_large: 413,
  empty_file: 422,
  not_an_image: 415,
  unsupported_kind: 415,
  image_malformed: 422,
  image_animated: 422,
  too_many_pixels: 422,
  side_out_of_range: 422,
  incomplete: 400,
  storage_full: 507,
  unauthenticated: 401,
  forbidden: 403,
  internal: 500,
} as const satisfies Record<UploadRefusal["code"], number>;

const refuse = (refusal: UploadRefusal, status: number = STATUS[refusal.code]) =>
  problem(status, refusal);

/** One file per request, as its raw bytes. Answers after it was verified. */
const uploadRoute = defineRoute(async (actor, c, { incoming }) => {
  parse(z.ulid(), c.req.param("id"));
  requireMaker(actor);
  const ports = getPorts();
  const path = await ports.storage.newSpoolPath();
  try {
    const received = await receiveBody(incoming, { path, sizeBytesMax: UPLOAD_SIZE_BYTES_MAX });
    if (!received.ok) return refuse(received.refusal, received.isTooSlow ? 408 : undefined);
    const fileName = incoming.headers[FILE_NAME_HEADER];
    const added = await addReferenceImage(ports, actor, {
      path,
      sha256: received.sha256,
      sizeBytes: received.sizeBytes,
      fileName: decodeFileName(typeof fileName === "string" ? fileName : undefined),
    });
    return added.ok ? c.json(presentReferenceImage(added.value), 201) : refuse(added.error);
  } catch (cause) {
    if (cause instanceof StorageError && cause.code === "full")
      return refuse({ code: "storage_full" });
    throw cause;
  } finally {
    await rm(path, { force: true });
  }
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
