import { Thumb } from "@/components/generation/thumb";
import { cn } from "@/components/ui/cn";
import { PlainImage } from "@/components/ui/plain-image";
import type { GenerationReferenceView } from "@/lib/generation/schema";
import { referenceImageUrl } from "@/lib/reference-image/schema/facts";

type ReferencePictureProps = {
  reference: Pick<GenerationReferenceView, "referenceImageId" | "thumbhash">;
  className: string;
};

/** A small print of an input; named by the words beside it. */
export function ReferencePicture({ reference, className }: ReferencePictureProps) {
  return (
    <span className={cn("relative flex-none overflow-hidden rounded-print", className)}>
      <Thumb hash={reference.thumbhash} className="absolute inset-0" />
      <PlainImage
        src={referenceImageUrl(reference.referenceImageId, 320)}
        alt=""
        loading="lazy"
        className="absolute inset-0 size-full object-cover"
      />
    </span>
  );
}
