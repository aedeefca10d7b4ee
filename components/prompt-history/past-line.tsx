import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { nameOf } from "@/components/generation/formats";
import { usePlace } from "@/components/generation/use-place";
import { formatWhen } from "@/components/prompt-history/format-when";
import type { Stop } from "@/components/prompt-history/walk";
import { useAnnounce } from "@/components/ui/live-region";

/** Says under the prompt where in the history it is, and aloud what it now reads. */
export function PastLine({ stop }: { stop: Stop }) {
  const t = useTranslations("history");
  const announce = useAnnounce();
  const place = usePlace();
  const isPast = stop.kind === "past";
  const line = isPast
    ? t("stop", {
        place: stop.place,
        total: stop.total,
        when: formatWhen(stop.past.usedAt, place),
        used: t("used", { count: stop.past.useCount }),
      })
    : t(stop.kind);
  const spoken = isPast ? `${nameOf(stop.past.prompt)}. ${line}` : line;
  useEffect(() => {
    announce(spoken);
  }, [spoken, announce]);
  return stop.kind === "draft" ? null : <p className="pt-1 text-ink-3 text-small">{line}</p>;
}
