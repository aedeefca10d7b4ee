import "server-only";

import { presentApiImage, presentApiPicture, presentCursor } from "@/lib/api/presenter";
import { OPERATIONS } from "@/lib/api/schema/operations";
import { widthParamSchema } from "@/lib/image/schema";
import { findImage, findImageFile } from "@/lib/image/service";
import { searchTextSchema } from "@/lib/library/schema";
import { listFound } from "@/lib/library/service/search";
import { getPorts } from "@/lib/server/composition";
import { readCursor } from "@/lib/server/cursor";
import { ApiRefusal, defineApiRoute } from "@/lib/server/define-api-route";
import { sendStoredFile } from "@/lib/server/send-stored-file";

export const imageRoute = defineApiRoute(OPERATIONS.getImage, async (call) => {
  const image = await findImage(getPorts(), call.actor, call.id);
  if (!image) throw new ApiRefusal("not_found");
  return call.answer(presentApiImage(image));
});

export const imageFileRoute = defineApiRoute(OPERATIONS.getImageFile, async (call) => {
  const wanted = { id: call.id, width: widthParamSchema.parse(call.query.width) };
  const file = await findImageFile(getPorts(), call.actor, wanted);
  if (!file) throw new ApiRefusal("not_found");
  return sendStoredFile(call, { ...file, downloadName: file.name });
});

/** What the search box finds, with the same words. */
export const searchRoute = defineApiRoute(OPERATIONS.searchLibrary, async (call) => {
  const { cursor, limit, q } = call.query;
  const place = readCursor(cursor);
  if (!place) throw new ApiRefusal("bad_cursor");
  const text = searchTextSchema.parse(q);
  const asked = { text, after: place.after, limit: limit + 1 };
  const found = await listFound(getPorts(), call.actor, asked);
  const pictures = found.pictures.slice(0, limit);
  const last = found.pictures.length > limit ? pictures.at(-1) : null;
  return call.answer({
    pictures: pictures.map(presentApiPicture),
    problems: found.problems,
    nextCursor: presentCursor(last && { at: last.at, id: last.imageId }),
  });
});
