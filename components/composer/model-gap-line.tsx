import { Gauge, KeyRound } from "lucide-react";
import { useTranslations } from "next-intl";
import { formatMoment } from "@/components/generation/formats";
import { usePlace } from "@/components/generation/use-place";
import type { SendingView } from "@/lib/sending/schema";

const ICON = { not_allowed: KeyRound, model_unavailable: Gauge } as const;

/** Since when the gateway refuses a model. */
export function ModelGapLine({ gap }: { gap: SendingView["modelGaps"][number] }) {
  const t = useTranslations("composer");
  const since = formatMoment(gap.since, usePlace());
  const Icon = ICON[gap.code];
  return (
    <span className="col-start-2 col-end-4 flex gap-1.5 text-amber text-small">
      <Icon className="mt-0.5 size-3.5 flex-none" />
      {t(`modelGap.${gap.code}`, { since })}
    </span>
  );
}
