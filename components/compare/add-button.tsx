import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { AddDialog, type Runs } from "@/components/compare/add-dialog";
import type { ComparedPicture } from "@/components/compare/compared-picture";
import { Button } from "@/components/ui/button";

type AddButtonProps = {
  pictures: readonly ComparedPicture[];
  change: (ids: readonly string[]) => void;
  runs: Runs;
};

/** The way from two pictures to nine, whichever run they are of. */
export function AddButton({ pictures, change, runs }: AddButtonProps) {
  const t = useTranslations("compare");
  const [isOpen, setIsOpen] = useState(false);
  const ids = pictures.map(({ variant }) => variant.id);
  return (
    <>
      <Button
        kind="ghost"
        size={26}
        icon={Plus}
        onClick={() => setIsOpen(true)}
        className="max-tablet:min-h-11"
      >
        {t("add")}
      </Button>
      {isOpen ? <AddDialog {...{ ids, change, runs }} close={() => setIsOpen(false)} /> : null}
    </>
  );
}
