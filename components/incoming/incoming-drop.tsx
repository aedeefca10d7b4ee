import { useTranslations } from "next-intl";
import { useDropzone } from "react-dropzone";
import { usePaste } from "@/components/composer/use-paste";

type IncomingDropProps = { project: string; add: (files: File[]) => void };

/** A layer over the library that is there while files are held, and takes them; folders are opened. Pasted files come in too. */
export function IncomingDrop({ project, add }: IncomingDropProps) {
  const t = useTranslations("incoming");
  const { getRootProps, isDragGlobal } = useDropzone({
    noClick: true,
    noKeyboard: true,
    noPaste: true,
    onDrop: (files) => add(files),
  });
  usePaste(add);
  return (
    <div
      {...getRootProps()}
      hidden={!isDragGlobal}
      className="fixed inset-0 z-(--z-drop) inset-ring-2 inset-ring-blue-2 bg-select"
    >
      <p className="absolute inset-x-0 bottom-10 mx-auto w-fit rounded-float bg-float px-4 py-2.5 shadow-float">
        {t("drop", { project })}
      </p>
    </div>
  );
}
