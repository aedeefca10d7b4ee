import { sendFile } from "@/components/reference-image/send-file";
import type { FileProblem } from "@/components/reference-image/slots";
import { err, ok, type Result } from "@/lib/shared/result";
import type { AddedUpload, UploadRefusal } from "@/lib/upload/schema";
import { uploadUrl } from "@/lib/upload/schema/facts";

export type IncomingProblem = FileProblem | UploadRefusal;
export type IncomingEnd = Result<AddedUpload, IncomingProblem>;

type Events = { progress: (percent: number) => void; end: (result: IncomingEnd) => void };

async function endOf(status: number, body: unknown): Promise<IncomingEnd> {
  const schemas = await import("@/lib/upload/schema");
  const added = schemas.addedUploadSchema.safeParse(body);
  if (added.success) return ok(added.data);
  const refusal = schemas.uploadRefusalSchema.safeParse(body);
  if (refusal.success) return err(refusal.data);
  return err({ code: status === 401 ? "unauthenticated" : "internal" });
}

/** Sends one file to the library. */
export function sendUpload(
  file: File,
  projectId: string,
  { progress, end }: Events,
): { abort: () => void } {
  const offline = (): IncomingEnd => err({ code: "network" });
  return sendFile(file, (id) => uploadUrl(id, projectId), {
    progress,
    answer: (status, body) => void endOf(status, body).catch(offline).then(end),
    offline: () => end(offline()),
  });
}
