import "server-only";

import type { Ports } from "@/lib/ports/ports";
import type { TakeoutPicture, TakeoutRecord } from "@/lib/ports/takeout-repository";
import type { Sight } from "@/lib/shared/actor";
import { LEFT_OUT_NAME } from "@/lib/takeout/policy/left-out-text";
import { createNumbering, nameOf } from "@/lib/takeout/policy/names";
import { type Output, outputsOf } from "@/lib/takeout/policy/outputs";
import { type NamePattern, parsePattern } from "@/lib/takeout/policy/pattern";
import type { TakeoutOrder } from "@/lib/takeout/schema";

/** One file of a takeout, not yet opened; `picture` null: it is not in the library any more. */
export type TakeoutFile =
  | { picture: TakeoutPicture; output: Output; name: string }
  | { picture: null; name: string };

/** Facts of pictures are read for that many at a time. */
const BATCH = 200;

/** In order, each under a name of its own. What is in the bin by now has no name but its id. */
export async function* listFiles(
  ports: Pick<Ports, "takeouts">,
  sight: Sight,
  { order, imageIds }: Pick<TakeoutRecord, "order" | "imageIds">,
): AsyncGenerator<TakeoutFile> {
  const pattern = patternOf(order);
  const numbered = createNumbering([LEFT_OUT_NAME]);
  for (let start = 0; start < imageIds.length; start += BATCH) {
    const ids = imageIds.slice(start, start + BATCH);
    const found = await ports.takeouts.listPictures(sight, ids);
    const byId = new Map(found.map((picture) => [picture.imageId, picture]));
    for (const [index, id] of ids.entries()) {
      const picture = byId.get(id);
      if (!picture) {
        yield { picture: null, name: id };
        continue;
      }
      const place = { number: start + index + 1, of: imageIds.length };
      for (const output of outputsOf(picture, order.form)) {
        const name = nameOf({ picture, ...place, ...output }, pattern, order.names.letters);
        yield { picture, output, name: numbered(name) };
      }
    }
  }
}

/** It was checked when the takeout began. */
function patternOf({ names }: TakeoutOrder): NamePattern {
  const parsed = parsePattern(names.pattern);
  if (!parsed.ok) throw new Error(`A stored pattern is none: ${parsed.error.code}`);
  return parsed.value;
}
