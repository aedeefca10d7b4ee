import { type ComponentProps, useRef } from "react";
import { IMAGE_MIMES } from "@/lib/image/schema/facts";

/** What the server takes, and what can be made into that here. */
const ACCEPT = [...IMAGE_MIMES, "image/avif", ".avif", ".heic", ".heif", ".tif", ".tiff"].join();

/** For whatever lies in a folder: what is no picture is told and left out. */
const FOLDER = { webkitdirectory: "" };

/** A hidden file input and what opens it. */
export function useFilePicker(add: (files: File[]) => void, what: "files" | "folder" = "files") {
  const ref = useRef<HTMLInputElement>(null);
  const inputProps: ComponentProps<"input"> = {
    ref,
    type: "file",
    multiple: true,
    accept: ACCEPT,
    ...(what === "folder" && FOLDER),
    hidden: true,
    onChange({ currentTarget }) {
      add([...(currentTarget.files ?? [])]);
      // The same file can be picked again after it was removed.
      currentTarget.value = "";
    },
  };
  return { inputProps, open: () => ref.current?.click() };
}
