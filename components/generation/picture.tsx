import { useState } from "react";
import { Thumb } from "@/components/generation/thumb";
import { useIsHydrated } from "@/components/generation/use-place";
import { cn } from "@/components/ui/cn";
import { PlainImage } from "@/components/ui/plain-image";
import type { ImageView } from "@/lib/image/schema";
import { DERIVATIVE_WIDTHS, imageUrl } from "@/lib/image/schema/facts";

/** Derivatives are named by their long edge; `srcset` wants widths. */
function srcSetOf({ id, width, height }: ImageView) {
  const share = width / Math.max(width, height);
  return DERIVATIVE_WIDTHS.map(
    (edge) => `${imageUrl(id, edge)} ${Math.max(1, Math.round(edge * share))}w`,
  ).join(", ");
}

type PictureProps = {
  image: ImageView;
  alt: string;
  /** Of the `img` element: CSS width of the place that it fills. */
  sizes: string;
  /** `cover` where the place has the picture's shape up to rounding. */
  fit: "cover" | "contain";
};

/** Fills its place: the colours at once, the picture over them when it has come. */
export function Picture({ image, alt, sizes, fit }: PictureProps) {
  const [isLoaded, setIsLoaded] = useState(false);
  // Until then nobody would take the veil off again.
  const isHydrated = useIsHydrated();
  // A picture from the cache may be complete before React listens.
  const look = (element: HTMLImageElement | null) => {
    if (element?.complete && element.naturalWidth > 0) setIsLoaded(true);
  };
  return (
    <>
      {image.thumbhash && !(isLoaded && fit === "contain") ? (
        <Thumb hash={image.thumbhash} className="absolute inset-0" />
      ) : null}
      <PlainImage
        ref={look}
        src={imageUrl(image.id, 640)}
        srcSet={srcSetOf(image)}
        sizes={sizes}
        alt={alt}
        width={image.width}
        height={image.height}
        loading="lazy"
        decoding="async"
        draggable={false}
        onLoad={() => setIsLoaded(true)}
        className={cn(
          "absolute inset-0 size-full transition-opacity duration-(--duration-fade)",
          fit === "cover" ? "object-cover" : "object-contain",
          isHydrated && !isLoaded && "opacity-0",
        )}
      />
    </>
  );
}
