import { ImageUp } from "lucide-react";
import { useTranslations } from "next-intl";
import { addIncoming } from "@/components/incoming/incoming";
import { useFilePicker } from "@/components/reference-image/use-file-picker";
import { IconButton } from "@/components/ui/icon-button";

/** Picks own pictures for the library; they can be dropped and pasted as well. */
export function UploadButton({ projectId }: { projectId: string }) {
  const t = useTranslations("incoming");
  const { inputProps, open } = useFilePicker((files) => void addIncoming(files, projectId));
  return (
    <>
      <IconButton icon={ImageUp} label={t("pick")} onClick={open} />
      <input {...inputProps} />
    </>
  );
}
