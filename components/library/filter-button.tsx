import { SlidersHorizontal } from "lucide-react";
import { useTranslations } from "next-intl";
import { FacetPanel } from "@/components/library/facet-panel";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { IconButton } from "@/components/ui/icon-button";
import { SwitchRow } from "@/components/ui/switch-row";
import { useMedia } from "@/components/ui/use-media";
import { useOpener } from "@/components/ui/use-opener";

type FilterButtonProps = {
  q: string;
  search: (text: string) => void;
  total: number | undefined;
  stacks: { isOn: boolean; turn: (isOn: boolean) => void };
};

/** The filters where there is no room for them beside the pictures. */
export function FilterButton({ q, search, total, stacks }: FilterButtonProps) {
  const t = useTranslations("library.facet");
  const stack = useTranslations("library.stack");
  const { isOpen, anchor, triggerProps } = useOpener("dialog");
  const isPhone = useMedia("(width < 48rem)");
  return (
    <>
      <IconButton
        {...triggerProps}
        icon={SlidersHorizontal}
        label={t("label")}
        className="laptop:hidden"
      />
      <Dialog open={isOpen} onOpenChange={anchor.close}>
        <DialogContent
          title={t("label")}
          closeLabel={t("close")}
          isSheet={isPhone}
          onClosed={() => anchor.trigger.current?.focus()}
          foot={
            <Button kind="paper" size={44} onClick={anchor.close} className="w-full">
              {t("show", { count: total ?? 0 })}
            </Button>
          }
        >
          <div className="-mx-4">
            {/* On a phone the bar has no room for it. */}
            <div className="border-hair border-b px-2 py-1 tablet:hidden">
              <SwitchRow
                label={stack("switch")}
                hint={stack("switchHint")}
                isOn={stacks.isOn}
                toggle={() => stacks.turn(!stacks.isOn)}
              />
            </div>
            <FacetPanel q={q} search={search} />
          </div>
        </DialogContent>
      </Dialog>
    </>
  );
}
