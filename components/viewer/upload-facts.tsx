import { useQueryClient } from "@tanstack/react-query";
import { Pencil } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { formatMoment, formatPixels, pictureCode } from "@/components/generation/formats";
import { usePlace } from "@/components/generation/use-place";
import { SourceForm } from "@/components/incoming/source-form";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { IconButton } from "@/components/ui/icon-button";
import { FactRow } from "@/components/viewer/fact-row";
import { FactsSection } from "@/components/viewer/facts-section";
import { CopyFact, FileRows } from "@/components/viewer/facts-table";
import { generationQuery } from "@/lib/generation/queries";
import type { GenerationView, VariantView } from "@/lib/generation/schema";
import { noteSourceAction } from "@/lib/upload/actions";

export type Upload = NonNullable<GenerationView["upload"]>;

type UploadFactsProps = {
  generation: GenerationView;
  variant: VariantView;
  upload: Upload;
  mayNote: boolean;
};

/** What is known of a picture that somebody brought. */
export function UploadFacts({ generation, variant, upload, mayNote }: UploadFactsProps) {
  const t = useTranslations("viewer");
  const place = usePlace();
  const { image } = variant;
  const code = pictureCode(generation.code, variant);
  return (
    <>
      <SourceSection {...{ generation, upload, mayNote }} />
      <FactsSection>
        <dl className="grid grid-cols-[92px_1fr] items-baseline gap-x-2 gap-y-[3px] text-small">
          <FactRow term={t("upload.fileName")}>{upload.fileName}</FactRow>
          {image ? <FactRow term={t("upload.pixels")}>{formatPixels(image)}</FactRow> : null}
          <FactRow term={t("upload.by")}>
            {generation.author.name}, {formatMoment(generation.createdAt, place)}
          </FactRow>
          {image ? <FileRows image={image} /> : null}
          <FactRow term={t("code")}>
            <CopyFact text={code} shown={code} label={t("copyCode", { code })} />
          </FactRow>
        </dl>
      </FactsSection>
    </>
  );
}

function SourceSection({ generation, upload, mayNote }: Omit<UploadFactsProps, "variant">) {
  const t = useTranslations("viewer.upload");
  const [isOpen, setIsOpen] = useState(false);
  const trigger = useRef<HTMLButtonElement>(null);
  return (
    <FactsSection
      title={t("source")}
      aside={
        mayNote ? (
          <IconButton
            ref={trigger}
            icon={Pencil}
            size={26}
            label={t("edit")}
            onClick={() => setIsOpen(true)}
            className="-me-1.5 max-tablet:size-11"
          />
        ) : null
      }
    >
      <p dir="auto" className={upload.source ? "whitespace-pre-wrap break-words" : "text-ink-3"}>
        {upload.source || t("noSource")}
      </p>
      {isOpen ? (
        <SourceDialog
          {...{ generation, upload }}
          close={() => setIsOpen(false)}
          onClosed={() => trigger.current?.focus()}
        />
      ) : null}
    </FactsSection>
  );
}

type SourceDialogProps = {
  generation: GenerationView;
  upload: Upload;
  close: () => void;
  onClosed: () => void;
};

function SourceDialog({ generation, upload, close, onClosed }: SourceDialogProps) {
  const t = useTranslations("viewer");
  const queryClient = useQueryClient();
  async function note(source: string) {
    const noted = await noteSourceAction({ generationId: generation.id, source }).catch(() => null);
    if (!noted?.ok) return false;
    const { queryKey } = generationQuery(generation.id);
    queryClient.setQueryData(queryKey, (now) => now && { ...now, upload: { ...upload, source } });
    close();
    return true;
  }
  return (
    <Dialog open onOpenChange={close}>
      <DialogContent
        title={t("upload.sourceOf", { name: upload.fileName })}
        closeLabel={t("close")}
        onClosed={onClosed}
      >
        <SourceForm source={upload.source} label={t("upload.source")} note={note} />
      </DialogContent>
    </Dialog>
  );
}
