import "server-only";

import type { Writable } from "node:stream";
import type { Ports } from "@/lib/ports/ports";
import type { TakeoutRecord } from "@/lib/ports/takeout-repository";
import type { Actor } from "@/lib/shared/actor";
import { LEFT_OUT_NAME, leftOutText } from "@/lib/takeout/policy/left-out-text";
import { filesPerPicture } from "@/lib/takeout/policy/outputs";
import type { LeftOut, TakeoutOrder } from "@/lib/takeout/schema";
import { openDescribed } from "@/lib/takeout/service/describe";
import { listFiles, type TakeoutFile } from "@/lib/takeout/service/files";
import type { RenderPorts } from "@/lib/takeout/service/open-output";
import { followProgress } from "@/lib/takeout/service/progress";
import { finish, SinkGone } from "@/lib/takeout/service/pump";
import { createZip, textSource, type Zip } from "@/lib/takeout/service/zip";

export type SendPorts = RenderPorts & Pick<Ports, "clock" | "takeouts">;

/**
 * Writes everything that was asked for to `sink`, one file after another, and ends it. What cannot be read is named in
 * a list inside. Stops reading when whoever takes the bytes has left.
 */
export async function sendZip(
  ports: SendPorts,
  actor: Actor,
  { takeout, sink }: { takeout: TakeoutRecord; sink: Writable },
): Promise<void> {
  const { order, imageIds, id } = takeout;
  const owner = { teamId: actor.teamId, personId: actor.userId };
  const total = imageIds.length * filesPerPicture(order.form);
  const progress = followProgress(ports, { owner, id, total });
  const zip = createZip(sink);
  const at = ports.clock.now();
  try {
    await progress.begin();
    for await (const file of listFiles(ports, actor, takeout))
      await progress.count(await addFile(ports, zip, { file, provenance: order.provenance }));
    if (progress.leftOut.length > 0)
      await zip.add(
        { name: LEFT_OUT_NAME, at },
        textSource(leftOutText(progress.leftOut, order.language)),
      );
    await zip.end();
    await finish(sink);
    await progress.end("done");
  } catch (cause) {
    await progress.end("stopped");
    sink.destroy();
    if (!(cause instanceof SinkGone)) throw cause;
  }
}

type AddedFile = { file: TakeoutFile; provenance: TakeoutOrder["provenance"] };

/** Null: it is in the ZIP, whole. */
async function addFile(
  ports: RenderPorts,
  zip: Zip,
  { file, provenance }: AddedFile,
): Promise<LeftOut | null> {
  const { name } = file;
  if (!file.picture) return { name, reason: "not_in_library" };
  const opened = await openDescribed(ports, file, provenance);
  if (!opened.ok) return { name, reason: opened.reason };
  try {
    const isWhole = await zip.add({ name, at: file.picture.madeAt }, opened.file);
    return isWhole ? null : { name, reason: "read_in_part" };
  } finally {
    await opened.file.close();
  }
}
