import { createHash } from "node:crypto";
import { open, rm } from "node:fs/promises";
import type { IncomingMessage } from "node:http";
import type { UploadRefusal } from "@/lib/reference-image/schema";

const WRITE_BYTES = 512 * 1024;
const WAITING_BYTES_MAX = 2 * WRITE_BYTES;
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
  const copied = await copyBody(body, path, sizeBytesMax);
  const isCut = copied.ok && declaredBytes >= 0 && copied.sizeBytes !== declaredBytes;
  const received = isCut ? refused({ code: "incomplete" }) : copied;
  if (!received.ok) await rm(path, { force: true });
  return received;
}

async function copyBody(
  body: IncomingMessage,
  path: string,
  sizeBytesMax: number,
): Promise<ReceivedBody> {
  const digest = createHash("sha256");
  const sink = createSink(body, path);
  let sizeBytes = 0;
  let stopped: Refused | undefined;
  const stop = (why: Refused) => {
    stopped ??= why;
    sink.end();
  };
  const onData = (chunk: Buffer) => {
    sizeBytes += chunk.length;
    if (sizeBytes > sizeBytesMax)
      return stop(refused({ code: "too_large", sizeBytes, limitBytes: sizeBytesMax }));
    digest.update(chunk);
    sink.write(chunk);
  };
  const onGone = () => body.complete || stop(refused({ code: "incomplete" }));
  const stopWatching = watchPace(
    () => sizeBytes,
    () => stop(refused({ code: "incomplete" }, true)),
  );
  body.on("data", onData).once("end", sink.end).once("close", onGone).once("error", onGone);
  if (body.destroyed) onGone();
  try {
    await sink.written;
    if (stopped) return stopped;
    await sink.sync();
    return { ok: true, sha256: digest.digest("hex"), sizeBytes };
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === "ENOSPC" || code === "EDQUOT") return refused({ code: "storage_full" });
    throw cause;
  } finally {
    stopWatching();
    body.off("data", onData).resume();
    await sink.close();
  }
}

/**
 * Gathers pieces and writes them together, one write at a time; holds the body back when the disk is
 * slower. A write stream costs half as much again beside Next, whose nextTick each piece goes through.
 */
function createSink(body: IncomingMessage, path: string) {
  const opened = open(path, "wx");
  const { promise: written, resolve, reject } = Promise.withResolvers<void>();
  let waiting: Buffer[] = [];
  let waitingBytes = 0;
  let isWriting = false;
  let hasEnded = false;

  const flush = async () => {
    isWriting = true;
    const file = await opened;
    while (waitingBytes >= WRITE_BYTES || (hasEnded && waitingBytes > 0)) {
      const [pieces, sizeBytes] = [waiting, waitingBytes];
      waiting = [];
      waitingBytes = 0;
      body.resume();
      const { bytesWritten } = await file.writev(pieces);
      if (bytesWritten < sizeBytes)
        await file.writeFile(Buffer.concat(pieces).subarray(bytesWritten));
      pieces.forEach(release);
    }
    isWriting = false;
    if (hasEnded) resolve();
  };
  const flushNow = () => {
    if (!isWriting) flush().catch(reject);
  };
  flushNow();
  return {
    written,
    sync: async () => (await opened).sync(),
    close: () =>
      opened.then(
        (file) => file.close(),
        () => undefined,
      ),
    write(piece: Buffer) {
      if (hasEnded) return;
      waiting.push(piece);
      waitingBytes += piece.length;
      if (waitingBytes >= WAITING_BYTES_MAX) body.pause();
      if (waitingBytes >= WRITE_BYTES) flushNow();
    },
    end() {
      hasEnded = true;
      flushNow();
    },
  };
}

/** Gives the memory of a piece back at once: the collector would let dozens of MB gather first. */
function release({ buffer, byteLength }: Buffer) {
  // A piece of something larger is not ours alone.
  if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) buffer.transfer(0);
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
