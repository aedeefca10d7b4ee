import { FileWarning, ImageOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { Thumb } from "@/components/generation/thumb";
import type { Slot } from "@/components/reference-image/slots";
import { useObjectUrl } from "@/components/reference-image/use-object-url";
import { PlainImage } from "@/components/ui/plain-image";
import { Progress } from "@/components/ui/progress";
import { Spinner } from "@/components/ui/spinner";
import { imageUrl } from "@/lib/image/schema/facts";

const PICTURE = "absolute inset-0 size-full object-cover";

function LocalPicture({ file }: { file: File }) {
  const url = useObjectUrl(file);
  return url ? <PlainImage src={url} alt="" draggable={false} className={PICTURE} /> : null;
}

/** A picture on its way, or why there is none. */
export function UnreadyPicture({ slot: { name, content } }: { slot: Slot }) {
  const t = useTranslations("composer");
  switch (content.kind) {
    case "ready":
      return null;
    case "uploading":
      return (
        <>
          <LocalPicture file={content.file} />
          <Progress
            percent={content.percent}
            label={t("uploading", { name })}
            className="absolute inset-x-0 bottom-0"
          />
        </>
      );
    case "staging":
      return (
        <>
          {content.thumbhash ? <Thumb hash={content.thumbhash} className={PICTURE} /> : null}
          <PlainImage
            src={imageUrl(content.imageId, 320)}
            alt=""
            draggable={false}
            className={PICTURE}
          />
          <span className="absolute inset-0 grid place-items-center bg-scrim text-on-tag">
            <Spinner />
          </span>
        </>
      );
    case "converting":
      return (
        <>
          <LocalPicture file={content.file} />
          <span className="absolute inset-0 grid place-items-center bg-scrim text-on-tag">
            <Spinner />
          </span>
        </>
      );
    case "failed":
      return <FileWarning className="size-5" />;
    case "missing":
      return <ImageOff className="size-5" />;
  }
}
