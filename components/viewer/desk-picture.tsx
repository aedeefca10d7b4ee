import { isDone, ratioOf } from "@/components/generation/cells";
import { pictureCode } from "@/components/generation/formats";
import { LiveBody } from "@/components/generation/live-body";
import type { FeedVerbs } from "@/components/generation/verbs";
import { StagePicture } from "@/components/viewer/stage-picture";
import type { Zoom } from "@/components/viewer/use-zoom";
import type { GenerationView, VariantView } from "@/lib/generation/schema";

type DeskPictureProps = {
  generation: GenerationView;
  variant: VariantView;
  verbs: FeedVerbs;
  zoom: Zoom;
};

/** The picture, or, where there is none yet, what its cell says, in the picture's shape. */
export function DeskPicture({ generation, variant, verbs, zoom }: DeskPictureProps) {
  if (variant.image && isDone(variant)) {
    const code = pictureCode(generation.code, variant);
    return <StagePicture image={variant.image} {...{ generation, zoom, code }} />;
  }
  return (
    <div
      style={{ aspectRatio: ratioOf(generation.aspectRatio) }}
      className="absolute inset-0 m-auto max-h-[420px] min-w-[216px] max-w-[min(80%,640px)] overflow-hidden rounded-print bg-well"
    >
      <LiveBody {...{ generation, variant, verbs }} sizes="420px" isInFeed={false} />
    </div>
  );
}
