import { RotateCcw } from "lucide-react";
import { useTranslations } from "next-intl";
import { nameOf } from "@/components/generation/formats";
import { usePlace } from "@/components/generation/use-place";
import { formatWhen } from "@/components/prompt-history/format-when";
import { IconButton } from "@/components/ui/icon-button";
import { thumbhashUrl } from "@/components/ui/thumbhash-url";
import { Tooltip } from "@/components/ui/tooltip";
import { PICTURE_OPENER } from "@/components/viewer/picture-opener";
import { imageUrl } from "@/lib/image/schema/facts";
import type { PictureMadeBefore } from "@/lib/library/schema/made-before";

type StripPrintProps = { picture: PictureMadeBefore; open: () => void; recall: () => void };

/** The print opens the picture, the arrow beside it takes its recipe. */
export function StripPrint({ picture, open, recall }: StripPrintProps) {
  const t = useTranslations("composer.madeBefore");
  const place = usePlace();
  const { imageId, thumbhash, code, prompt, authorName, at } = picture;
  const layers = thumbhash
    ? [imageUrl(imageId, 320), thumbhashUrl(thumbhash)]
    : [imageUrl(imageId)];
  const facts = { code, prompt: nameOf(prompt), name: authorName, when: formatWhen(at, place) };
  return (
    <li className="flex items-center gap-0.5">
      <Tooltip text={t("facts", facts)}>
        <button
          type="button"
          {...PICTURE_OPENER}
          aria-label={t("open", facts)}
          onClick={open}
          style={{ backgroundImage: layers.map((url) => `url("${url}")`).join() }}
          className="size-10 rounded-print bg-center bg-cover bg-well max-[480px]:size-11"
        />
      </Tooltip>
      <IconButton
        icon={RotateCcw}
        size={26}
        label={t("recall", { code })}
        onClick={recall}
        className="max-[480px]:size-11"
      />
    </li>
  );
}
