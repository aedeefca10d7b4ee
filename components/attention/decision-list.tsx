import { useTranslations } from "next-intl";
import { DECISIONS, type Decide, type Doubt } from "@/components/attention/doubt";
import { Menu, MenuItem } from "@/components/ui/menu";
import type { Anchor } from "@/components/ui/use-opener";

type DecisionListProps = { anchor: Anchor; doubt: Doubt; decide: Decide };

export function DecisionList({ anchor, doubt, decide }: DecisionListProps) {
  const t = useTranslations("attention.decision");
  return (
    <Menu anchor={anchor}>
      {DECISIONS.map((decision) => (
        <MenuItem key={decision} onSelect={() => decide(doubt, decision)}>
          {t(`${decision}.label`)}
        </MenuItem>
      ))}
    </Menu>
  );
}
