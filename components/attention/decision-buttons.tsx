import { useTranslations } from "next-intl";
import { DECISIONS, type Decide, type Doubt } from "@/components/attention/doubt";
import { Button } from "@/components/ui/button";

/** Where there is room for all three. */
export function DecisionButtons({ doubt, decide }: { doubt: Doubt; decide: Decide }) {
  const t = useTranslations("attention.decision");
  return DECISIONS.map((decision) => (
    <Button
      key={decision}
      size={26}
      className="pointer-events-auto max-tablet:min-h-11 max-tablet:px-3"
      onClick={() => decide(doubt, decision)}
    >
      {t(`${decision}.label`)}
    </Button>
  ));
}
