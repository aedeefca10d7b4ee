import { Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useBinning } from "@/components/bin/use-binning";
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
  return (
    <>
      <MenuSeparator />
      <MenuItem icon={Trash2} onSelect={() => afterwards(() => void bin({ generation, variant }))}>
        {t("put")}
      </MenuItem>
    </>
  );
}
