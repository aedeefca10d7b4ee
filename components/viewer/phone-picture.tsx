import { isDone } from "@/components/generation/cells";
import { LiveBody } from "@/components/generation/live-body";
import type { FeedVerbs } from "@/components/generation/verbs";
import { StagePicture } from "@/components/viewer/stage-picture";
import { useSize } from "@/components/viewer/use-stage";
import { useZoom } from "@/components/viewer/use-zoom";
import { ZoomArea } from "@/components/viewer/zoom-area";
import type { GenerationView, VariantView } from "@/lib/generation/schema";
import type { ImageView } from "@/lib/image/schema";

type PhonePictureProps = {
  generation: GenerationView;
  variant: VariantView;
  verbs: FeedVerbs;
  isCurrent: boolean;
};

type ZoomedProps = Pick<PhonePictureProps, "generation" | "isCurrent"> & { image: ImageView };

/** Turning to another makes it whole again. */
function ZoomedPicture({ generation, image, isCurrent }: ZoomedProps) {
  const [measure, size] = useSize();
  const zoom = useZoom(size, { ...image, id: isCurrent ? image.id : "" });
  return (
    <ZoomArea zoom={zoom} measure={measure} isSwiped className="absolute inset-0">
      {size ? <StagePicture {...{ image, generation, zoom }} /> : null}
    </ZoomArea>
  );
}

export function PhonePicture({ generation, variant, verbs, isCurrent }: PhonePictureProps) {
  if (variant.image && isDone(variant)) {
    return <ZoomedPicture {...{ generation, isCurrent }} image={variant.image} />;
  }
  return <LiveBody {...{ generation, variant, verbs }} sizes="100vw" isInFeed={false} />;
}
