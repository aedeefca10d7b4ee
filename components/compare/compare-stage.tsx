import { useTranslations } from "next-intl";
import type { CSSProperties, ReactNode } from "react";
import type { ComparedPicture } from "@/components/compare/compared-picture";
import { Minimap } from "@/components/compare/minimap";
import { nameOfPicture } from "@/components/compare/picture-name";
import { pictureCode } from "@/components/generation/formats";
import { cn } from "@/components/ui/cn";
import { Tag } from "@/components/ui/tag";
import { StagePicture } from "@/components/viewer/stage-picture";
import type { Zoom } from "@/components/viewer/use-zoom";
import { followView, type Size } from "@/components/viewer/zoom";

type LayerProps = {
  picture: ComparedPicture;
  /** Whose zoom it follows. */
  leader: Size;
  zoom: Zoom;
  style?: CSSProperties;
};

/** One picture, at the place where the one that leads is. */
export function Layer({ picture, leader, zoom, style }: LayerProps) {
  const { image, generation } = picture;
  return (
    <div className="absolute inset-0" style={style}>
      <StagePicture
        image={image}
        generation={generation}
        zoom={zoom}
        viewOf={(view) => followView(view, leader, image)}
      />
    </div>
  );
}

/** The same place on every stage: `moveCrosshairs`. */
function Crosshair() {
  return (
    <span
      aria-hidden="true"
      data-crosshair=""
      className="-translate-99 pointer-events-none absolute top-0 left-0 size-[22px] before:absolute before:inset-x-0 before:top-[10px] before:h-0.5 before:bg-white before:outline before:outline-black/40 after:absolute after:inset-y-0 after:left-[10px] after:w-0.5 after:bg-white after:outline after:outline-black/40 max-tablet:hidden"
    />
  );
}

type NameTagsProps = { picture: ComparedPicture; letter: string; className: string };

export function NameTags({ picture, letter, className }: NameTagsProps) {
  return (
    <div className={cn("pointer-events-none absolute top-3 flex gap-2", className)}>
      <Tag>{letter}</Tag>
      <Tag>{pictureCode(picture.generation.code, picture.variant)}</Tag>
    </div>
  );
}

type CompareStageProps = {
  pictures: readonly ComparedPicture[];
  index: number;
  zoom: Zoom;
  stageSize: Size | null;
  isFocused?: boolean;
  children: ReactNode;
};

/** A window onto one picture: its name, where it is cut, and the mirrored crosshair. */
export function CompareStage(props: CompareStageProps) {
  const { pictures, index, zoom, stageSize, isFocused = false, children } = props;
  const t = useTranslations("compare");
  const picture = pictures[index];
  if (!picture) return null;
  const letter = nameOfPicture(index, pictures.length);
  return (
    <section
      aria-label={t("stage", {
        letter,
        code: pictureCode(picture.generation.code, picture.variant),
      })}
      className={cn(
        "relative min-h-0 min-w-0 overflow-hidden bg-well",
        isFocused && "shadow-[inset_0_0_0_2px_var(--blue)]",
      )}
    >
      {children}
      {isFocused ? (
        <span
          aria-hidden="true"
          className="pointer-events-none absolute inset-0 border-2 border-blue"
        />
      ) : null}
      <NameTags {...{ picture, letter }} className="left-3" />
      {zoom.isFit || !stageSize ? null : (
        <Minimap image={picture.image} zoom={zoom} stageSize={stageSize} />
      )}
      <Crosshair />
    </section>
  );
}
