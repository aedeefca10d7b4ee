import { useLocale, useTranslations } from "next-intl";
import { SentSection } from "@/components/request-preview/sent-section";
import { cn } from "@/components/ui/cn";
import { ReferencePicture } from "@/components/viewer/reference-picture";
import type { Preview } from "@/lib/generation/schema/preview";
import { formatBytes } from "@/lib/shared/bytes";

type Reference = Preview["references"][number];

/** In the order in which the model gets them, which is what the numbers in the text mean. */
export function SentPictures({ references }: { references: readonly Reference[] }) {
  const t = useTranslations("preview");
  if (references.length === 0) return null;
  return (
    <SentSection title={t("pictures")}>
      <ol className="grid grid-cols-[auto_26px_auto_minmax(0,1fr)_auto_auto] gap-x-2.5">
        {references.map((reference, index) => (
          <SentPicture key={reference.referenceImageId} reference={reference} number={index + 1} />
        ))}
      </ol>
    </SentSection>
  );
}

function SentPicture({ reference, number }: { reference: Reference; number: number }) {
  const t = useTranslations("preview");
  const role = useTranslations("composer.role");
  const { role: job, fileName, sizeBytes, isOnGateway } = reference;
  return (
    <li className="col-span-full grid h-[34px] grid-cols-subgrid items-center">
      <span className="font-mono text-ink-3 text-slug">{number}</span>
      <ReferencePicture reference={reference} className="size-[26px]" />
      {job ? <span className="pe-1">{role(job)}</span> : null}
      <span className={cn("truncate font-mono text-ink-2 text-slug", !job && "col-span-2")}>
        {fileName}
      </span>
      <span className="text-end font-mono text-ink-3 text-slug max-[480px]:hidden">
        {formatBytes(sizeBytes, useLocale())}
      </span>
      <span
        className={cn(
          "text-end text-small max-[480px]:col-start-6",
          isOnGateway ? "text-ink-3" : "text-amber",
        )}
      >
        {t(isOnGateway ? "onGateway" : "uploadsFirst")}
      </span>
    </li>
  );
}
