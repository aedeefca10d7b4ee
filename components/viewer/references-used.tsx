import { EyeOff, RotateCcw } from "lucide-react";
import { useTranslations } from "next-intl";
import { cn } from "@/components/ui/cn";
import { IconButton } from "@/components/ui/icon-button";
import { FactsSection } from "@/components/viewer/facts-section";
import { ReferencePicture } from "@/components/viewer/reference-picture";
import type { GenerationReferenceView } from "@/lib/generation/schema";

type ReferencesUsedProps = {
  references: readonly GenerationReferenceView[];
  /** Into the tray. Null for who may only look on. */
  take: ((reference: GenerationReferenceView) => void) | null;
};

/** In the order in which they were sent; one that was switched off says so. */
export function ReferencesUsed({ references, take }: ReferencesUsedProps) {
  const t = useTranslations("viewer");
  if (references.length === 0) return null;
  const sent = references.filter(({ isEnabled }) => isEnabled).length;
  const off = references.length - sent;
  return (
    <FactsSection
      title={t("references")}
      aside={
        <span className="text-ink-3 text-small">
          {off > 0 ? t("referencesSentOff", { sent, off }) : t("referencesSent", { sent })}
        </span>
      }
    >
      <ol>
        {references.map((reference) => (
          <Reference
            key={reference.slot}
            reference={reference}
            take={take && (() => take(reference))}
          />
        ))}
      </ol>
    </FactsSection>
  );
}

function Reference(props: { reference: GenerationReferenceView; take: (() => void) | null }) {
  const t = useTranslations("viewer");
  const roleWord = useTranslations("composer");
  const { reference, take } = props;
  const { slot, name, role, isEnabled } = reference;
  return (
    <li className="flex h-[30px] items-center gap-2.5 text-small">
      <span className="min-w-[2ch] font-mono text-ink-3 text-slug">{slot}</span>
      <ReferencePicture
        reference={reference}
        className={cn("size-6", !isEnabled && "opacity-40 grayscale")}
      />
      <span className={cn("min-w-0 flex-1 truncate", !isEnabled && "text-ink-3")}>@{name}</span>
      {role ? <span className="text-ink-3">{roleWord(`role.${role}`)}</span> : null}
      {isEnabled ? null : (
        <span className="flex items-center gap-1 text-ink-3">
          <EyeOff className="size-3.5" />
          {t("notSent")}
        </span>
      )}
      {take ? (
        <IconButton
          icon={RotateCcw}
          size={26}
          label={t("take.reference", { name })}
          onClick={take}
          className="-me-1.5"
        />
      ) : null}
    </li>
  );
}
