import { useTranslations } from "next-intl";
import { Thumb } from "@/components/generation/thumb";
import { cn } from "@/components/ui/cn";
import { PlainImage } from "@/components/ui/plain-image";
import { Tag } from "@/components/ui/tag";
import { imageUrl } from "@/lib/image/schema/facts";
import type { LineageStep } from "@/lib/lineage/schema";

type LineagePrintProps = { step: LineageStep; isCurrent: boolean; press: () => void };

/** One picture of the family; its label says what made it. */
export function LineagePrint({ step, isCurrent, press }: LineagePrintProps) {
  const t = useTranslations("viewer");
  const { imageId, code, verb, isUpload, branchCount, thumbhash, instruction } = step;
  const word = isUpload ? t("lineage.upload") : t(`verbs.${verb}`);
  return (
    <button
      type="button"
      aria-current={isCurrent}
      title={instruction}
      onClick={press}
      className="flex w-16 flex-col items-center gap-1 rounded-print"
    >
      <span className="sr-only">
        {t("lineage.print", { code, verb: word, count: branchCount })}
      </span>
      <span
        aria-hidden="true"
        className={cn(
          "relative h-[65px] w-[52px] overflow-hidden rounded-print bg-well",
          isCurrent && "shadow-[0_0_0_2px_var(--sheet),0_0_0_3.5px_var(--blue)]",
        )}
      >
        {thumbhash ? (
          <>
            <Thumb hash={thumbhash} className="absolute inset-0" />
            <PlainImage
              src={imageUrl(imageId, 320)}
              alt=""
              loading="lazy"
              draggable={false}
              className="absolute inset-0 size-full object-cover"
            />
          </>
        ) : null}
        {branchCount > 0 ? <Tag className="absolute right-1 bottom-1">+{branchCount}</Tag> : null}
      </span>
      <span
        aria-hidden="true"
        className={cn("max-w-full truncate text-label", isCurrent ? "text-ink" : "text-ink-3")}
      >
        {word}
      </span>
    </button>
  );
}
