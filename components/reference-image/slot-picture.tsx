import { Thumb } from "@/components/generation/thumb";
import type { Slot, TrayImage } from "@/components/reference-image/slots";
import { inFirstPaint } from "@/components/ui/on-demand";
import { PlainImage } from "@/components/ui/plain-image";
import { referenceImageUrl } from "@/lib/reference-image/schema/facts";

const UnreadyPicture = inFirstPaint(
  async () => (await import("@/components/reference-image/unready-picture")).UnreadyPicture,
);

const PICTURE = "absolute inset-0 size-full object-cover";

function StoredPicture({ image }: { image: TrayImage }) {
  return (
    <>
      {image.thumbhash ? <Thumb hash={image.thumbhash} className={PICTURE} /> : null}
      <PlainImage
        src={referenceImageUrl(image.id, 320)}
        alt=""
        draggable={false}
        className={PICTURE}
      />
    </>
  );
}

/** What lies in a slot: a picture, one on its way, or why there is none. */
export function SlotPicture({ slot }: { slot: Slot }) {
  const { content } = slot;
  if (content.kind === "ready") return <StoredPicture image={content.image} />;
  return <UnreadyPicture slot={slot} />;
}
