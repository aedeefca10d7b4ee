import { ulid } from "ulid";
import type { FileProblem, TrayImage } from "@/components/reference-image/slots";
import {
  FILE_NAME_HEADER,
  type ReferenceImageView,
  referenceImageViewSchema,
  uploadRefusalSchema,
} from "@/lib/reference-image/schema";
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

function answerOf(request: XMLHttpRequest): UploadEnd {
  const body = parseJson(request.responseText);
  const image = referenceImageViewSchema.safeParse(body);
  if (request.status === 201 && image.success) return ok(image.data);
  const refusal = uploadRefusalSchema.safeParse(body);
  if (refusal.success) return err(refusal.data);
  return err({ code: request.status === 401 ? "unauthenticated" : "internal" });
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
  request.onload = () => events.end(answerOf(request));
  request.onerror = () => events.end(err({ code: "network" }));
  request.send(file);
  return { abort: () => request.abort() };
}
