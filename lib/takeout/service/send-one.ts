import "server-only";

import type { Writable } from "node:stream";
import type { TakeoutRecord } from "@/lib/ports/takeout-repository";
import type { Actor } from "@/lib/shared/actor";
import { err, ok, type Result } from "@/lib/shared/result";
import { filesPerPicture } from "@/lib/takeout/policy/outputs";
import type { LeftOutReason } from "@/lib/takeout/schema/facts";
import { openDescribed } from "@/lib/takeout/service/describe";
import { listFiles } from "@/lib/takeout/service/files";
import { followProgress } from "@/lib/takeout/service/progress";
import { finish, newBuffers, pump, SinkGone } from "@/lib/takeout/service/pump";
import type { SendPorts } from "@/lib/takeout/service/send-zip";

/** One file needs no ZIP around it. */
export const isOneFile = ({ imageIds, order }: TakeoutRecord): boolean =>
  imageIds.length === 1 && filesPerPicture(order.form) === 1;

export type OneFile = {
  name: string;
  sizeBytes: number;
  /** Writes it and ends the sink; cuts the sink off when the file ends early, so that half of it is no whole one. */
  send: (sink: Writable) => Promise<void>;
  /** In the place of `send`. */
  close: () => Promise<void>;
};

/** The only file of a takeout, open. Why there is none is told to the screen too. */
export async function openOne(
  ports: SendPorts,
  actor: Actor,
  takeout: TakeoutRecord,
): Promise<Result<OneFile, { code: LeftOutReason }>> {
  const owner = { teamId: actor.teamId, personId: actor.userId };
  const progress = followProgress(ports, { owner, id: takeout.id, total: 1 });
  const leave = async (name: string, reason: LeftOutReason) => {
    await progress.count({ name, reason });
    await progress.end("done");
    return err({ code: reason });
  };
  for await (const { name, ...file } of listFiles(ports, actor, takeout)) {
    if (!file.picture) return leave(name, "not_in_library");
    const opened = await openDescribed(ports, file, takeout.order.provenance);
    if (!opened.ok) return leave(name, opened.reason);
    const { file: source } = opened;
    const send = async (sink: Writable) => {
      try {
        await progress.begin();
        const { sizeBytes } = await pump(source, sink, { buffers: newBuffers() });
        const isWhole = sizeBytes === source.sizeBytes;
        if (isWhole) await finish(sink);
        else sink.destroy();
        await progress.count(isWhole ? null : { name, reason: "read_in_part" });
        await progress.end("done");
      } catch (cause) {
        await progress.end("stopped");
        sink.destroy();
        if (!(cause instanceof SinkGone)) throw cause;
      } finally {
        await source.close();
      }
    };
    return ok({ name, sizeBytes: source.sizeBytes, send, close: source.close });
  }
  throw new Error("A takeout of nothing was stored");
}
