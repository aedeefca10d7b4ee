import "server-only";

import { presentApiReference, presentCursor } from "@/lib/api/presenter";
import { OPERATIONS } from "@/lib/api/schema/operations";
import { widthParamSchema } from "@/lib/image/schema";
import type { UploadRefusal } from "@/lib/reference-image/schema";
import {
  addReferenceImage,
  findReferenceImage,
  findReferenceImageFile,
  listReferenceImages,
  mayAddReferenceImages,
} from "@/lib/reference-image/service";
import { getPorts } from "@/lib/server/composition";
import { readCursor } from "@/lib/server/cursor";
import { ApiRefusal, defineApiRoute } from "@/lib/server/define-api-route";
import { admitUpload, receiveUpload } from "@/lib/server/receive-upload";
import { sendStoredFile } from "@/lib/server/send-stored-file";

function refuse({ code, ...facts }: UploadRefusal, isTooSlow: boolean): never {
  if (code === "unauthenticated") throw new ApiRefusal("internal");
  if (code === "too_often") throw new ApiRefusal("too_many_requests", facts);
  throw new ApiRefusal(isTooSlow ? "too_slow" : code, facts);
}

/** The same way in as the tray's: the file is proven to be a picture before it is kept. */
export const addRoute = defineApiRoute(OPERATIONS.addReference, async (call) => {
  if (!mayAddReferenceImages(call.actor)) throw new ApiRefusal("forbidden");
  const ports = getPorts();
  const receive = () =>
    receiveUpload(call.incoming, { ...ports, refuse }, async (file) => {
      const added = await addReferenceImage(ports, call.actor, file);
      return added.ok ? call.answer(presentApiReference(added.value)) : refuse(added.error, false);
    });
  return admitUpload(call.actor, call.incoming, receive);
});

export const listRoute = defineApiRoute(OPERATIONS.listReferences, async (call) => {
  const { cursor, limit } = call.query;
  const place = readCursor(cursor);
  if (!place) throw new ApiRefusal("bad_cursor");
  const asked = { after: place.after, limit };
  const { images, next } = await listReferenceImages(getPorts(), call.actor, asked);
  return call.answer({
    references: images.map(presentApiReference),
    nextCursor: presentCursor(next),
  });
});

export const findRoute = defineApiRoute(OPERATIONS.getReference, async (call) => {
  const image = await findReferenceImage(getPorts(), call.actor, call.id);
  if (!image) throw new ApiRefusal("not_found");
  return call.answer(presentApiReference(image));
});

/** What is shown and sent: without the place that the received bytes may hold. */
export const fileRoute = defineApiRoute(OPERATIONS.getReferenceFile, async (call) => {
  const wanted = { id: call.id, width: widthParamSchema.parse(call.query.width) };
  const file = await findReferenceImageFile(getPorts(), call.actor, wanted);
  if (!file) throw new ApiRefusal("not_found");
  return sendStoredFile(call, { ...file, downloadName: null });
});
