import { useTranslations } from "next-intl";
import { nameOf } from "@/components/generation/formats";
import { Thumb } from "@/components/generation/thumb";
import { pictureDrag } from "@/components/reference-image/picture-drag";
import { cn } from "@/components/ui/cn";
import { PlainImage } from "@/components/ui/plain-image";
import { useMovedBy, type Zoom } from "@/components/viewer/use-zoom";
import type { View } from "@/components/viewer/zoom";
import type { GenerationView } from "@/lib/generation/schema";
import type { ImageView } from "@/lib/image/schema";
import { imageUrl } from "@/lib/image/schema/facts";

type StagePictureProps = {
  image: ImageView;
  generation: Pick<GenerationView, "prompt" | "upload">;
  zoom: Zoom;
  /** Where it lies when it is not the picture that is zoomed. */
  viewOf?: (view: View) => View;
  /** Of the picture, where it can be dragged away as long as it is whole. */
  code?: string;
};

const FILL = "absolute inset-0 size-full max-w-none select-none";

/** Colours, then 1600 px at once, and the untouched original as soon as more than that is looked at. */
export function StagePicture(props: StagePictureProps) {
  const { image, generation, zoom, viewOf = (view) => view, code } = props;
  const t = useTranslations("viewer");
  const { isFit } = zoom;
  const { scale } = viewOf(zoom.view);
  const [width, height] = [image.width * scale, image.height * scale];
  const place = useMovedBy<HTMLDivElement>(zoom, (view) => {
    const { x, y } = viewOf(view);
    return { x: x - width / 2, y: y - height / 2 };
  });
  const { prompt, upload } = generation;
  const alt = upload
    ? t("upload.alt", { name: upload.fileName })
    : t("alt", { prompt: nameOf(prompt) });
  return (
    <div
      ref={place}
      {...(isFit && code && pictureDrag(image, code))}
      // On a layer of its own a picture is moved without being painted again.
      className={cn(
        "absolute top-1/2 left-1/2 overflow-hidden rounded-print",
        !isFit && "will-change-[translate]",
      )}
      style={{ width, height }}
    >
      {image.thumbhash ? <Thumb hash={image.thumbhash} className={FILL} /> : null}
      <PlainImage src={imageUrl(image.id, 1600)} alt={alt} draggable={false} className={FILL} />
      {isFit ? null : (
        <PlainImage
          src={imageUrl(image.id)}
          alt=""
          draggable={false}
          className={cn(FILL, scale > 2 && "[image-rendering:pixelated]")}
        />
      )}
    </div>
  );
}
