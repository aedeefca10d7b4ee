import { useTranslations } from "next-intl";
import { nameOf } from "@/components/generation/formats";
import { Thumb } from "@/components/generation/thumb";
import { pictureDrag } from "@/components/reference-image/picture-drag";
import { cn } from "@/components/ui/cn";
import { PlainImage } from "@/components/ui/plain-image";
import type { Zoom } from "@/components/viewer/use-zoom";
import type { ImageView } from "@/lib/image/schema";
import { imageUrl } from "@/lib/image/schema/facts";

type StagePictureProps = Pick<Zoom, "view" | "isFit"> & {
  image: ImageView;
  prompt: string;
  /** Of the picture, where it can be dragged away as long as it is whole. */
  code?: string;
};

const FILL = "absolute inset-0 size-full max-w-none select-none";

/** Colours, then 1600 px at once, and the untouched original as soon as more than that is looked at. */
export function StagePicture({ image, prompt, view, isFit, code }: StagePictureProps) {
  const t = useTranslations("viewer");
  const alt = t("alt", { prompt: nameOf(prompt) });
  return (
    <div
      {...(isFit && code && pictureDrag(image, code))}
      // On a layer of its own a picture is moved without being painted again.
      className={cn(
        "absolute top-1/2 left-1/2 overflow-hidden rounded-print",
        !isFit && "will-change-[translate]",
      )}
      style={{
        width: image.width * view.scale,
        height: image.height * view.scale,
        translate: `calc(-50% + ${view.x}px) calc(-50% + ${view.y}px)`,
      }}
    >
      {image.thumbhash ? <Thumb hash={image.thumbhash} className={FILL} /> : null}
      <PlainImage src={imageUrl(image.id, 1600)} alt={alt} draggable={false} className={FILL} />
      {isFit ? null : (
        <PlainImage
          src={imageUrl(image.id)}
          alt=""
          draggable={false}
          className={cn(FILL, view.scale > 2 && "[image-rendering:pixelated]")}
        />
      )}
    </div>
  );
}
