import type { UploadEvents } from "@/components/reference-image/upload-file";
import { later } from "@/components/ui/on-demand";
import { err } from "@/lib/shared/result";

const sender = later(() => import("@/components/reference-image/upload-file"));

/** `uploadFile`, whose code comes with the first file. */
export function sendLater(file: File, events: UploadEvents): { abort: () => void } {
  let isOver = false;
  let abort = () => {
    isOver = true;
  };
  sender().then(
    ({ uploadFile }) => {
      if (!isOver) ({ abort } = uploadFile(file, events));
    },
    () => {
      if (!isOver) events.end(err({ code: "network" }));
    },
  );
  return { abort: () => abort() };
}
