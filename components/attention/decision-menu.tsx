import { ChevronDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { DECISIONS, type Decide, type Doubt } from "@/components/attention/doubt";
import { buttonClass } from "@/components/ui/button-class";
import { cn } from "@/components/ui/cn";
import { Menu, MenuContent, MenuItem, MenuTrigger } from "@/components/ui/menu";

/** The same three where there is room for one. Stands in a feed, which is one stop of the Tab key. */
export function DecisionMenu({ doubt, decide }: { doubt: Doubt; decide: Decide }) {
  const t = useTranslations("attention");
  return (
    <Menu>
      <MenuTrigger
        tabIndex={-1}
        data-stop=""
        aria-label={t("decideOn", { code: doubt.code })}
        className={cn(
          buttonClass({ kind: "quiet", size: 26 }),
          "pointer-events-auto max-tablet:min-h-11 max-tablet:px-3",
        )}
      >
        {t("decide")}
        <ChevronDown className="size-3 text-ink-2" />
      </MenuTrigger>
      <MenuContent>
        {DECISIONS.map((decision) => (
          <MenuItem key={decision} onSelect={() => decide(doubt, decision)}>
            {t(`decision.${decision}.label`)}
          </MenuItem>
        ))}
      </MenuContent>
    </Menu>
  );
}
