import { useTranslations } from "next-intl";
import { ReferencePicture } from "@/components/viewer/reference-picture";
import type { LineageUpload } from "@/lib/lineage/schema";

/** The file that the family begins with: it says so and is no button, as nothing opens it. */
export function UploadPrint({ upload }: { upload: LineageUpload }) {
  const t = useTranslations("viewer");
  return (
    <span title={`@${upload.name}`} className="flex w-16 flex-col items-center gap-1">
      <span className="sr-only">{t("lineage.uploadNamed", { name: upload.name })}</span>
      <ReferencePicture reference={upload} className="h-[65px] w-[52px] bg-well" />
      <span aria-hidden="true" className="max-w-full truncate text-ink-3 text-label">
        {t("lineage.upload")}
      </span>
    </span>
  );
}
