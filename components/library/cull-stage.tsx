import { ChevronLeft, ChevronRight, UsersRound } from "lucide-react";
import { useTranslations } from "next-intl";
import { nameOf } from "@/components/generation/formats";
import { Thumb } from "@/components/generation/thumb";
import type { Culled } from "@/components/library/use-cull";
import { useSwipe } from "@/components/library/use-swipe";
import { markOf } from "@/components/marks/made-marks";
import { VerdictTags } from "@/components/marks/verdict-tags";
import { cn } from "@/components/ui/cn";
import { IconButton } from "@/components/ui/icon-button";
import { PlainImage } from "@/components/ui/plain-image";
import { Tag } from "@/components/ui/tag";
import { imageUrl } from "@/lib/image/schema/facts";
import type { LibraryPicture } from "@/lib/library/schema";

type StageProps = Pick<Culled, "picture" | "mark" | "previous" | "next">;

/** On a touch screen: right picks, left rejects, up gives one star more. */
export function CullStage({ picture, mark, previous, next }: StageProps) {
  const t = useTranslations("marks.cull");
  const swipe = useSwipe({
    right: () => mark({ verdict: "pick" }),
    left: () => mark({ verdict: "reject" }),
    up: () => picture && mark({ stars: Math.min(5, markOf(picture).stars + 1) }),
  });
  return (
    <div
      {...swipe}
      className="@container-size relative mx-6 min-h-0 flex-1 touch-none max-tablet:mx-3"
    >
      {picture ? <Print key={picture.imageId} picture={picture} /> : null}
      {previous ? (
        <IconButton
          icon={ChevronLeft}
          iconClassName="size-5"
          label={t("previous")}
          keys="←"
          onClick={previous}
          className="absolute top-1/2 -left-2 -translate-y-1/2 max-tablet:hidden"
        />
      ) : null}
      {next ? (
        <IconButton
          icon={ChevronRight}
          iconClassName="size-5"
          label={t("next")}
          keys="→"
          onClick={next}
          className="absolute top-1/2 -right-2 -translate-y-1/2 max-tablet:hidden"
        />
      ) : null}
    </div>
  );
}

/** As large as fits. */
function Print({ picture }: { picture: LibraryPicture }) {
  const t = useTranslations("viewer");
  const marks = useTranslations("marks");
  const { imageId, width, height, thumbhash, prompt, isUpload } = picture;
  const mark = markOf(picture);
  const ratio = width / height;
  return (
    <div
      style={{ aspectRatio: ratio, width: `min(100cqw, calc(100cqh * ${ratio}))` }}
      className="absolute inset-0 m-auto"
    >
      <div
        className={cn(
          "absolute inset-0 overflow-hidden rounded-print bg-well transition-opacity duration-(--duration-fade)",
          mark.verdict === "reject" && "opacity-35",
        )}
      >
        {thumbhash ? <Thumb hash={thumbhash} className="absolute inset-0 size-full" /> : null}
        <PlainImage
          src={imageUrl(imageId, 1600)}
          alt={isUpload ? t("upload.alt", { name: prompt }) : t("alt", { prompt: nameOf(prompt) })}
          draggable={false}
          className="absolute inset-0 size-full select-none"
        />
      </div>
      <span className="absolute top-1.5 left-1.5 flex gap-1">
        <VerdictTags mark={mark} />
        {picture.isPickedByOthers && !mark.verdict ? (
          <Tag icon={UsersRound}>{marks("pickedByOthers")}</Tag>
        ) : null}
      </span>
    </div>
  );
}
