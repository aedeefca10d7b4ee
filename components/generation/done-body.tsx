import { TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ratioOf } from "@/components/generation/cells";
import { formatPixels, nameOf } from "@/components/generation/formats";
import { Picture } from "@/components/generation/picture";
import { differsFromRequest } from "@/lib/generation/policy";
import type { GenerationView } from "@/lib/generation/schema";
import type { ImageView } from "@/lib/image/schema";

/** Models round the sides of a shape to what they can draw. */
const SHAPE_TOLERANCE = 0.03;

type DoneBodyProps = {
  generation: GenerationView;
  image: ImageView;
  sizes: string;
  /** There the place has the shape that was asked for. */
  isInFeed: boolean;
};

/** In the feed the cell is named, so the picture in it is not. */
export function DoneBody({ generation, image, sizes, isInFeed }: DoneBodyProps) {
  const t = useTranslations("feed");
  const viewer = useTranslations("viewer");
  const { requestedPixels } = generation;
  const isOther = requestedPixels !== null && differsFromRequest(image, requestedPixels);
  const shape = image.width / image.height / ratioOf(generation.aspectRatio);
  const isSameShape = isInFeed && Math.abs(shape - 1) < SHAPE_TOLERANCE;
  return (
    <>
      <Picture
        image={image}
        alt={isInFeed ? "" : viewer("alt", { prompt: nameOf(generation.prompt) })}
        sizes={sizes}
        fit={isSameShape ? "cover" : "contain"}
      />
      <div className="absolute bottom-1.5 left-1.5 flex max-w-[calc(100%-12px)] flex-col items-start gap-1 max-tablet:bottom-8 max-tablet:left-2">
        {image.looksEmpty ? <Hint>{t("looksEmpty")}</Hint> : null}
        {isOther ? (
          <Hint>
            {t("askedGot", { asked: formatPixels(requestedPixels), got: formatPixels(image) })}
          </Hint>
        ) : null}
      </div>
    </>
  );
}

/** On a picture it is always dark: the light theme's amber would drown. */
const Hint = ({ children }: { children: ReactNode }) => (
  <p
    data-theme="dark"
    className="flex gap-1 rounded-[3px] bg-tag px-[5px] py-0.5 font-medium font-mono text-[10.5px]/[14px] text-amber"
  >
    <TriangleAlert className="mt-px size-3 stroke-2" />
    {children}
  </p>
);
