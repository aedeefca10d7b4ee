import { ulid } from "ulid";
import { FILE_NAME_HEADER } from "@/lib/reference-image/schema/facts";

type Events = {
  /** 0–100 of the bytes that have left. */
  progress: (percent: number) => void;
  answer: (status: number, body: unknown) => void;
  /** Nobody answered. */
  offline: () => void;
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

/** Sends one file as its raw bytes. XMLHttpRequest, because fetch does not tell how much has left. */
export function sendFile(
  file: File,
  urlOf: (id: string) => string,
  { progress, answer, offline }: Events,
): { abort: () => void } {
  const request = new XMLHttpRequest();
  request.open("PUT", urlOf(ulid()));
  request.setRequestHeader("content-type", file.type || "application/octet-stream");
  request.setRequestHeader(FILE_NAME_HEADER, encodeURIComponent(file.name.toWellFormed()));
  request.upload.onprogress = ({ loaded, total, lengthComputable }) => {
    if (lengthComputable) progress((loaded / total) * 100);
  };
  request.onload = () => answer(request.status, parseJson(request.responseText));
  request.onerror = offline;
  request.send(file);
  return { abort: () => request.abort() };
}
