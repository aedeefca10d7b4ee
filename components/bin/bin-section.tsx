import { ArchiveRestore, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useBinning } from "@/components/bin/use-binning";
import { useCommands } from "@/components/keyboard/commands";
import { useKeys, useShortcut } from "@/components/keyboard/use-shortcut";
import { Button } from "@/components/ui/button";
import { FactsSection } from "@/components/viewer/facts-section";
import type { GenerationView, VariantView } from "@/lib/generation/schema";

type BinSectionProps = {
  generation: GenerationView;
  variant: VariantView;
  /** To the next picture, once this one is in the bin. */
  leave: () => void;
};

/** At the end of the facts, far from everything that is pressed often. */
export function BinSection({ generation, variant, leave }: BinSectionProps) {
  const t = useTranslations("bin");
  const keys = useKeys("bin");
  const { bin, restore } = useBinning();
  const put = async () => {
    if (await bin({ generation, variant })) leave();
  };
  const press = variant.gone ? null : () => void put();
  useShortcut("bin", press);
  useCommands(() => (press ? [{ name: "bin", shortcut: "bin", where: "viewer", run: press }] : []));
  return (
    <FactsSection>
      {press ? (
        <Button kind="ghost" icon={Trash2} keys={keys} onClick={press} className="-ms-2">
          {t("put")}
        </Button>
      ) : (
        <p className="text-ink-2">{t(variant.gone === "erased" ? "isErased" : "isBinned")}</p>
      )}
      {variant.gone === "binned" ? (
        <Button
          icon={ArchiveRestore}
          onClick={() => void restore({ generation, variant })}
          className="mt-2"
        >
          {t("restore")}
        </Button>
      ) : null}
    </FactsSection>
  );
}
