import { useTranslations } from "next-intl";
import { usePlace } from "@/components/generation/use-place";
import { excerptOf } from "@/components/prompt-history/excerpt";
import { formatWhen } from "@/components/prompt-history/format-when";
import { thumbhashUrl } from "@/components/ui/thumbhash-url";
import { imageUrl } from "@/lib/image/schema/facts";
import type { PastPrompt } from "@/lib/prompt-history/schema";

type PastRowProps = { past: PastPrompt; search: string; take: () => void };

export function PastRow({ past, search, take }: PastRowProps) {
  const t = useTranslations("history");
  const place = usePlace();
  const { prompt, useCount, author, usedAt, image } = past;
  return (
    <button
      type="button"
      data-row=""
      onClick={take}
      className="grid w-full grid-cols-[32px_minmax(0,1fr)] gap-x-2.5 rounded-[5px] px-2 py-[7px] text-start outline-none [contain-intrinsic-size:auto_66px] [content-visibility:auto] hover:bg-hover focus-visible:bg-select"
    >
      <SmallPicture image={image} />
      <span>
        <span className="line-clamp-2 break-words leading-[18px]">{excerptOf(prompt, search)}</span>
        <span className="block truncate pt-0.5 text-ink-2 text-label">
          {t("row", {
            used: t("used", { count: useCount }),
            name: author.name,
            when: formatWhen(usedAt, place),
          })}
        </span>
      </span>
    </button>
  );
}

/** The picture over its colours. Rows out of sight load nothing. */
function SmallPicture({ image }: Pick<PastPrompt, "image">) {
  const layers = image && [
    imageUrl(image.id, 320),
    ...(image.thumbhash ? [thumbhashUrl(image.thumbhash)] : []),
  ];
  return (
    <span
      aria-hidden="true"
      className="mt-0.5 size-8 rounded-print bg-center bg-cover bg-well"
      style={layers ? { backgroundImage: layers.map((url) => `url("${url}")`).join() } : undefined}
    />
  );
}
