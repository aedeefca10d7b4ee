import "server-only";

import { rm } from "node:fs/promises";
import type { IncomingMessage } from "node:http";
import { type ObjectStorage, StorageError } from "@/lib/ports/object-storage";
import { decodeFileName } from "@/lib/reference-image/policy";
import type { UploadRefusal } from "@/lib/reference-image/schema";
import { FILE_NAME_HEADER, UPLOAD_SIZE_BYTES_MAX } from "@/lib/reference-image/schema/facts";
import { problem, refuseTooOften } from "@/lib/server/define-route";
import { receiveBody } from "@/lib/server/receive-body";
import { createTurns } from "@/lib/server/turns";
import { countWrite } from "@/lib/server/write-limits";
import type { Actor } from "@/lib/shared/actor";

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
  too_often: 429,
  internal: 500,
} as const satisfies Record<UploadRefusal["code"], number>;

export const refuseUpload = (
  refusal: UploadRefusal,
  status: number = STATUS[refusal.code],
): Response => problem(status, refusal);

/** Files of one person that are received at once, and that wait for that with their bodies unread. */
const inTurn = createTurns({ atOnce: 4, waitingMax: 16 });
const LINE_RETRY_SECONDS = 5;

/** Counts a file of this person and waits for its turn, before the first byte is read. */
export async function admitUpload(
  actor: Actor,
  incoming: IncomingMessage,
  receive: () => Promise<Response>,
): Promise<Response> {
  const tooOften = await countWrite(actor, "upload");
  const answer = tooOften
    ? refuseTooOften(tooOften)
    : ((await inTurn(actor.userId, receive)) ??
      refuseTooOften({ code: "too_often", retryAfterSeconds: LINE_RETRY_SECONDS }));
  // Read and dropped, so that the browser gets to see the answer.
  if (answer.status === 429) incoming.resume();
  return answer;
}

type SpooledFile = { path: string; sha256: string; sizeBytes: number; fileName: string };

type Receiving = {
  storage: Pick<ObjectStorage, "newSpoolPath">;
  /** How a refusal is put into words. `isTooSlow`: we did not wait longer. */
  refuse?: (refusal: UploadRefusal, isTooSlow: boolean) => Response;
};

const refusePlainly = (refusal: UploadRefusal, isTooSlow: boolean) =>
  refuseUpload(refusal, isTooSlow ? 408 : undefined);

/** One file per request, as its raw bytes, put into the spool for `take` and gone from it afterwards. */
export async function receiveUpload(
  incoming: IncomingMessage,
  { storage, refuse = refusePlainly }: Receiving,
  take: (file: SpooledFile) => Promise<Response>,
): Promise<Response> {
  const path = await storage.newSpoolPath();
  try {
    const received = await receiveBody(incoming, { path, sizeBytesMax: UPLOAD_SIZE_BYTES_MAX });
    if (!received.ok) return refuse(received.refusal, received.isTooSlow);
    const { sha256, sizeBytes } = received;
    const name = incoming.headers[FILE_NAME_HEADER];
    const fileName = decodeFileName(typeof name === "string" ? name : undefined);
    return await take({ path, sha256, sizeBytes, fileName });
  } catch (cause) {
    if (cause instanceof StorageError && cause.code === "full")
      return refuse({ code: "storage_full" }, false);
    throw cause;
  } finally {
    await rm(path, { force: true });
  }
}
