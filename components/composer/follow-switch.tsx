import { useTranslations } from "next-intl";
import { useId } from "react";
import { leadOf } from "@/components/composer/follow-reference";
import type { Composer } from "@/components/composer/use-composer";
import { Switch } from "@/components/ui/switch";
import { ASPECT_RATIOS } from "@/lib/generation/schema/facts";
import { nearestRatio } from "@/lib/generation/schema/shapes";

/** On until a ratio is picked by hand. */
export function FollowSwitch({ composer: { state, followReference } }: { composer: Composer }) {
  const t = useTranslations("composer");
  const id = useId();
  const lead = leadOf(state.slots);
  return (
    <label htmlFor={id} className="flex min-h-8 items-center gap-2.5 max-tablet:min-h-11">
      <Switch id={id} checked={!state.isRatioLocked} onCheckedChange={followReference} />
      <span className="flex-1">{t("followReference")}</span>
      <span className="text-ink-3 text-small">
        {lead
          ? t("leadRatio", {
              number: lead.number,
              ratio: nearestRatio(lead.shape, ASPECT_RATIOS),
            })
          : t("noLead")}
      </span>
    </label>
  );
}
