import { sendFile } from "@/components/reference-image/send-file";
import type { FileProblem, TrayImage } from "@/components/reference-image/slots";
import type { ReferenceImageView } from "@/lib/reference-image/schema";
import { err, ok, type Result } from "@/lib/shared/result";

export type UploadEnd = Result<TrayImage & Pick<ReferenceImageView, "fileName">, FileProblem>;

export type UploadEvents = {
  /** 0–100 of the bytes that have left. */
  progress: (percent: number) => void;
  end: (result: UploadEnd) => void;
};

async function endOf(status: number, body: unknown): Promise<UploadEnd> {
  const schemas = await import("@/lib/reference-image/schema");
  const image = schemas.referenceImageViewSchema.safeParse(body);
  if (status === 201 && image.success) return ok(image.data);
  const refusal = schemas.uploadRefusalSchema.safeParse(body);
  if (refusal.success) return err(refusal.data);
  return err({ code: status === 401 ? "unauthenticated" : "internal" });
}

/** Sends one file of the tray. */
export function uploadFile(file: File, { progress, end }: UploadEvents): { abort: () => void } {
  const offline = (): UploadEnd => err({ code: "network" });
  return sendFile(file, (id) => `/api/uploads/${id}`, {
    progress,
    answer: (status, body) => void endOf(status, body).catch(offline).then(end),
    offline: () => end(offline()),
  });
}
