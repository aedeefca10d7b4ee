import { Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useBinning } from "@/components/bin/use-binning";
import { useKeys } from "@/components/keyboard/use-shortcut";
import { MenuItem, MenuSeparator } from "@/components/ui/menu";
import type { GenerationView, VariantView } from "@/lib/generation/schema";

type BinRowProps = {
  generation: GenerationView;
  variant: VariantView;
  afterwards: (run: () => void) => void;
};

/** The last of a picture's menu, and apart. */
export function BinRow({ generation, variant, afterwards }: BinRowProps) {
  const t = useTranslations("bin");
  const { bin } = useBinning();
  const keys = useKeys("bin");
  return (
    <>
      <MenuSeparator />
      <MenuItem
        icon={Trash2}
        keys={keys}
        onSelect={() => afterwards(() => void bin({ generation, variant }))}
      >
        {t("put")}
      </MenuItem>
    </>
  );
}
