import "server-only";

import type { IncomingMessage, ServerResponse } from "node:http";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { EXTENSION } from "@/lib/image/policy";
import type { ImageMime } from "@/lib/image/schema/facts";
import { StorageError } from "@/lib/ports/object-storage";
import { getPorts } from "@/lib/server/composition";
import { sendObject } from "@/lib/server/send-object";
import { AppError } from "@/lib/shared/app-error";

/** Streams a stored picture to Node's own response. @throws {AppError} `not_found` when its bytes are gone. */
export async function sendStoredFile(
  { incoming, outgoing }: { incoming: IncomingMessage; outgoing: ServerResponse },
  file: { storageKey: string; mime: ImageMime; etag: string; downloadName: string | null },
): Promise<Response> {
  const { storage } = getPorts();
  const sizeBytes = await storage.sizeBytes(file.storageKey).catch((cause: unknown) => {
    const isMissing = cause instanceof StorageError && cause.code === "missing";
    throw isMissing ? new AppError("not_found", `No bytes under ${file.storageKey}`) : cause;
  });
  await sendObject(
    { incoming, outgoing },
    {
      storage,
      key: file.storageKey,
      sizeBytes,
      etag: file.etag,
      mime: file.mime,
      ...(file.downloadName
        ? { downloadName: `${file.downloadName}.${EXTENSION[file.mime]}` }
        : {}),
    },
  );
  return RESPONSE_ALREADY_SENT;
}
