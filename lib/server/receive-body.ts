import { createHash } from "node:crypto";
import { createWriteStream, type WriteStream } from "node:fs";
import { rm } from "node:fs/promises";
import type { IncomingMessage } from "node:http";
import { finished } from "node:stream/promises";
import type { UploadRefusal } from "@/lib/reference-image/schema";

const WRITE_BUFFER_BYTES = 1024 * 1024;
/** Slower than this over a whole period is a connection that is held open, not an upload. */
const SLOW_PERIOD_MS = 30_000;
const SLOW_BYTES_PER_PERIOD = 5_000 * (SLOW_PERIOD_MS / 1_000);

type Refused = {
  ok: false;
  refusal: UploadRefusal;
  /** The refusal is `incomplete` because we did not wait longer: the answer is 408. */
  isTooSlow: boolean;
};
export type ReceivedBody = { ok: true; sha256: string; sizeBytes: number } | Refused;

const refused = (refusal: UploadRefusal, isTooSlow = false): Refused => ({
  ok: false,
  refusal,
  isTooSlow,
});

/**
 * Streams a request's body into a new file at `path`, which is on the disk before this resolves. Of a
 * refused or broken body nothing is kept; the rest of it is read and dropped, so that the browser gets
 * to see the answer.
 *
 * @throws when the file cannot be written for another reason than a full disk.
 */
export async function receiveBody(
  body: IncomingMessage,
  { path, sizeBytesMax }: { path: string; sizeBytesMax: number },
): Promise<ReceivedBody> {
  const declaredBytes = Number(body.headers["content-length"] ?? Number.NaN);
  if (declaredBytes > sizeBytesMax) {
    body.resume();
    return refused({ code: "too_large", sizeBytes: declaredBytes, limitBytes: sizeBytesMax });
  }
  const file = createWriteStream(path, {
    flags: "wx",
    highWaterMark: WRITE_BUFFER_BYTES,
    flush: true,
  });
  const copied = await copyBody(body, file, sizeBytesMax);
  const isCut = copied.ok && declaredBytes >= 0 && copied.sizeBytes !== declaredBytes;
  const received = isCut ? refused({ code: "incomplete" }) : copied;
  if (!received.ok) await rm(path, { force: true });
  return received;
}

async function copyBody(
  body: IncomingMessage,
  file: WriteStream,
  sizeBytesMax: number,
): Promise<ReceivedBody> {
  const digest = createHash("sha256");
  let sizeBytes = 0;
  let stopped: Refused | undefined;
  const stop = (why: Refused) => {
    stopped ??= why;
    body.unpipe(file);
    file.destroy();
  };
  const onData = (chunk: Buffer) => {
    digest.update(chunk);
    sizeBytes += chunk.length;
    if (sizeBytes <= sizeBytesMax) return;
    stop(refused({ code: "too_large", sizeBytes, limitBytes: sizeBytesMax }));
  };
  const onGone = () => body.complete || stop(refused({ code: "incomplete" }));
  const stopWatching = watchPace(
    () => sizeBytes,
    () => stop(refused({ code: "incomplete" }, true)),
  );
  // Not `pipeline`: with the file it would destroy the request, and the connection for the answer.
  // Before `onData`: a piece that is one too many must not reach a file that is destroyed already.
  body.pipe(file);
  body.on("data", onData).once("end", stopWatching).once("close", onGone).once("error", onGone);
  if (body.destroyed) onGone();
  try {
    await finished(file);
    return { ok: true, sha256: digest.digest("hex"), sizeBytes };
  } catch (cause) {
    if (stopped) return stopped;
    const { code } = cause as NodeJS.ErrnoException;
    if (code === "ENOSPC" || code === "EDQUOT") return refused({ code: "storage_full" });
    throw cause;
  } finally {
    stopWatching();
    body.off("data", onData).resume();
  }
}

/** Calls `onSlow` at the end of the first period in which too little arrived. */
function watchPace(sizeBytes: () => number, onSlow: () => void): () => void {
  let before = 0;
  const timer = setInterval(() => {
    if (sizeBytes() - before < SLOW_BYTES_PER_PERIOD) onSlow();
    before = sizeBytes();
  }, SLOW_PERIOD_MS);
  return () => clearInterval(timer);
}
