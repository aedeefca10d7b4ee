import { ulid } from "ulid";
import type { FileProblem, TrayImage } from "@/components/reference-image/slots";
import type { ReferenceImageView } from "@/lib/reference-image/schema";
import { FILE_NAME_HEADER } from "@/lib/reference-image/schema/facts";
import { err, ok, type Result } from "@/lib/shared/result";

export type UploadEnd = Result<TrayImage & Pick<ReferenceImageView, "fileName">, FileProblem>;

export type UploadEvents = {
  /** 0–100 of the bytes that have left. */
  progress: (percent: number) => void;
  end: (result: UploadEnd) => void;
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

async function answerOf({ status, responseText }: XMLHttpRequest): Promise<UploadEnd> {
  const body = parseJson(responseText);
  const schemas = await import("@/lib/reference-image/schema");
  const image = schemas.referenceImageViewSchema.safeParse(body);
  if (status === 201 && image.success) return ok(image.data);
  const refusal = schemas.uploadRefusalSchema.safeParse(body);
  if (refusal.success) return err(refusal.data);
  return err({ code: status === 401 ? "unauthenticated" : "internal" });
}

/** Sends one file as its raw bytes. XMLHttpRequest, because fetch does not tell how much has left. */
export function uploadFile(file: File, events: UploadEvents): { abort: () => void } {
  const request = new XMLHttpRequest();
  request.open("PUT", `/api/uploads/${ulid()}`);
  request.setRequestHeader("content-type", file.type || "application/octet-stream");
  request.setRequestHeader(FILE_NAME_HEADER, encodeURIComponent(file.name.toWellFormed()));
  request.upload.onprogress = ({ loaded, total, lengthComputable }) => {
    if (lengthComputable) events.progress((loaded / total) * 100);
  };
  const offline = (): UploadEnd => err({ code: "network" });
  request.onload = () => void answerOf(request).catch(offline).then(events.end);
  request.onerror = () => events.end(offline());
  request.send(file);
  return { abort: () => request.abort() };
}
