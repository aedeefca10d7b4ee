import { ArchiveRestore, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import type { BinVerb } from "@/components/bin/use-bin-verb";
import { useKeys } from "@/components/keyboard/use-shortcut";
import { Button } from "@/components/ui/button";
import { FactsSection } from "@/components/viewer/facts-section";
import type { VariantView } from "@/lib/generation/schema";

/** At the end of the facts, far from everything that is pressed often. */
export function BinSection({ put, restore, gone }: BinVerb & Pick<VariantView, "gone">) {
  const t = useTranslations("bin");
  const keys = useKeys("bin");
  return (
    <FactsSection>
      {put ? (
        <Button kind="ghost" icon={Trash2} keys={keys} onClick={put} className="-ms-2">
          {t("put")}
        </Button>
      ) : (
        <p className="text-ink-2">{t(gone === "erased" ? "isErased" : "isBinned")}</p>
      )}
      {restore ? (
        <Button icon={ArchiveRestore} onClick={restore} className="mt-2">
          {t("restore")}
        </Button>
      ) : null}
    </FactsSection>
  );
}
