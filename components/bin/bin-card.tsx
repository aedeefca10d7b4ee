import { ArchiveRestore, Check, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { formatMoment, nameOf } from "@/components/generation/formats";
import { Thumb } from "@/components/generation/thumb";
import { usePlace } from "@/components/generation/use-place";
import { cn } from "@/components/ui/cn";
import { IconButton } from "@/components/ui/icon-button";
import { PlainImage } from "@/components/ui/plain-image";
import type { BinnedPicture } from "@/lib/bin/schema";
import { imageUrl } from "@/lib/image/schema/facts";

/** From then on the days are worth a colour. */
const FEW_DAYS = 3;

type BinCardProps = {
  picture: BinnedPicture;
  isChosen: boolean;
  toggle: () => void;
  restore: () => void;
  /** Null for who may not. */
  erase: (() => void) | null;
};

export function BinCard({ picture, isChosen, toggle, restore, erase }: BinCardProps) {
  const t = useTranslations("bin");
  const { code, daysLeft } = picture;
  return (
    <li className="group min-w-0 [contain-intrinsic-size:auto_260px] [content-visibility:auto]">
      <div
        className={cn(
          "relative grid aspect-square place-items-center overflow-hidden rounded-print bg-well",
          isChosen && "shadow-[0_0_0_2px_var(--bench),0_0_0_3.5px_var(--blue)]",
        )}
      >
        <Print picture={picture} />
        <label className="absolute start-0 top-0 grid size-9 cursor-pointer place-items-center max-tablet:size-11">
          <input
            type="checkbox"
            data-picture={picture.imageId}
            aria-label={t("select", { code })}
            checked={isChosen}
            onChange={toggle}
            className="peer absolute inset-0 cursor-pointer appearance-none rounded-print outline-offset-[-3px]"
          />
          <span className="pointer-events-none grid size-4 place-items-center rounded-[3px] bg-tag text-transparent inset-ring inset-ring-on-tag/70 peer-checked:bg-blue peer-checked:text-on-blue peer-checked:inset-ring-0">
            <Check className="size-3 stroke-2" />
          </span>
        </label>
      </div>
      <div className="mt-1.5 flex items-start gap-1">
        <p className="min-w-0 flex-1 pt-1">
          <span
            className={cn(
              "block font-medium text-small",
              daysLeft <= FEW_DAYS ? "text-amber" : "text-ink",
            )}
          >
            {t("daysLeft", { days: daysLeft })}
          </span>
          <span className="block truncate font-mono text-ink-3 text-slug">{code}</span>
        </p>
        <IconButton icon={ArchiveRestore} label={t("restoreOne", { code })} onClick={restore} />
        {erase ? (
          <IconButton icon={Trash2} label={t("eraseOne", { code })} onClick={erase} />
        ) : null}
      </div>
      <Who picture={picture} />
    </li>
  );
}

function Print({ picture }: { picture: BinnedPicture }) {
  const { imageId, width, height, thumbhash, prompt } = picture;
  return (
    <div
      className="relative max-h-full max-w-full"
      style={{ aspectRatio: `${width}/${height}`, [width > height ? "width" : "height"]: "100%" }}
    >
      {thumbhash ? <Thumb hash={thumbhash} className="absolute inset-0" /> : null}
      <PlainImage
        src={imageUrl(imageId, 320)}
        alt={nameOf(prompt)}
        loading="lazy"
        decoding="async"
        draggable={false}
        className="absolute inset-0 size-full object-contain opacity-80"
      />
    </div>
  );
}

function Who({ picture: { binnedByName: name, binnedAt } }: { picture: BinnedPicture }) {
  const t = useTranslations("bin");
  const when = formatMoment(binnedAt, usePlace());
  return (
    <p className="truncate text-ink-3 text-small" title={when}>
      {name === null ? t("byNobody", { when }) : t("by", { name, when })}
    </p>
  );
}
