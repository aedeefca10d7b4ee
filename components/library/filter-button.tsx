import { SlidersHorizontal } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { FacetPanel } from "@/components/library/facet-panel";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { IconButton } from "@/components/ui/icon-button";
import { useMedia } from "@/components/ui/use-media";

type FilterButtonProps = { q: string; search: (text: string) => void; total: number | undefined };

/** The filters where there is no room for them beside the pictures. */
export function FilterButton({ q, search, total }: FilterButtonProps) {
  const t = useTranslations("library.facet");
  const [isOpen, setIsOpen] = useState(false);
  const isPhone = useMedia("(width < 48rem)");
  return (
    <Dialog open={isOpen} onOpenChange={setIsOpen}>
      <DialogTrigger asChild>
        <IconButton icon={SlidersHorizontal} label={t("label")} className="laptop:hidden" />
      </DialogTrigger>
      <DialogContent
        title={t("label")}
        closeLabel={t("close")}
        isSheet={isPhone}
        foot={
          <Button kind="paper" size={44} onClick={() => setIsOpen(false)} className="w-full">
            {t("show", { count: total ?? 0 })}
          </Button>
        }
      >
        <div className="-mx-4">
          <FacetPanel q={q} search={search} />
        </div>
      </DialogContent>
    </Dialog>
  );
}
