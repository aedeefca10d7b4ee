import { TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { formatPixels } from "@/components/generation/formats";
import { Picture } from "@/components/generation/picture";
import { differsFromRequest } from "@/lib/generation/policy";
import type { GenerationView } from "@/lib/generation/schema";
import type { ImageView } from "@/lib/image/schema";

type DoneBodyProps = { generation: GenerationView; image: ImageView; sizes: string };

/** The cell around it is named; so is the picture in it, and by nothing twice. */
export function DoneBody({ generation, image, sizes }: DoneBodyProps) {
  const t = useTranslations("feed");
  const { requestedPixels } = generation;
  const isOther = requestedPixels !== null && differsFromRequest(image, requestedPixels);
  return (
    <>
      <Picture image={image} alt="" sizes={sizes} />
      {isOther ? (
        // On a picture it is always dark: the light theme's amber would drown.
        <p
          data-theme="dark"
          className="absolute bottom-1.5 left-1.5 flex max-w-[calc(100%-12px)] gap-1 rounded-[3px] bg-tag px-[5px] py-0.5 font-medium font-mono text-[10.5px]/[14px] text-amber"
        >
          <TriangleAlert className="mt-px size-3 stroke-2" />
          {t("askedGot", { asked: formatPixels(requestedPixels), got: formatPixels(image) })}
        </p>
      ) : null}
    </>
  );
}
