import "server-only";

import type { Writable } from "node:stream";
import type { Ports } from "@/lib/ports/ports";
import type { TakeoutRecord } from "@/lib/ports/takeout-repository";
import type { Actor } from "@/lib/shared/actor";
import { followProgress } from "@/lib/takeout/service/progress";
import { finish, SinkGone, write } from "@/lib/takeout/service/pump";

/** One file about all of the pictures, as it is made; `count` is told of each picture that is through. */
export type MakeDocument = (count: () => Promise<void>) => AsyncIterable<Uint8Array | string>;

/** Writes the document to `sink` and ends it. Stops making it when whoever takes the bytes has left. */
export async function sendDocument(
  ports: Pick<Ports, "clock" | "takeouts">,
  actor: Actor,
  { takeout, make, sink }: { takeout: TakeoutRecord; make: MakeDocument; sink: Writable },
): Promise<void> {
  const owner = { teamId: actor.teamId, personId: actor.userId };
  const { id, imageIds } = takeout;
  const progress = followProgress(ports, { owner, id, total: imageIds.length });
  try {
    await progress.begin();
    for await (const part of make(() => progress.count(null))) {
      await write(sink, typeof part === "string" ? Buffer.from(part) : part);
    }
    await finish(sink);
    await progress.end("done");
  } catch (cause) {
    await progress.end("stopped");
    sink.destroy();
    if (!(cause instanceof SinkGone)) throw cause;
  }
}
