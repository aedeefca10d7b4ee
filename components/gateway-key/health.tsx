import {
  CircleCheck,
  CircleDashed,
  CircleOff,
  KeyRound,
  type LucideIcon,
  TriangleAlert,
  Unplug,
  Wallet,
} from "lucide-react";
import { useTranslations } from "next-intl";
import { formatMoment } from "@/components/generation/formats";
import { usePlace } from "@/components/generation/use-place";
import { cn } from "@/components/ui/cn";
import { Spinner } from "@/components/ui/spinner";
import type { CheckCode, KeyView } from "@/lib/gateway-key/schema";

type Look = { icon: LucideIcon; tone: string };

const AMBER = "text-amber";

const LOOKS: Record<CheckCode | "unknowns" | "unknown" | "off", Look> = {
  works: { icon: CircleCheck, tone: "text-green" },
  unknown: { icon: CircleDashed, tone: "text-ink-3" },
  off: { icon: CircleOff, tone: "text-ink-3" },
  bad_key: { icon: KeyRound, tone: AMBER },
  no_balance: { icon: Wallet, tone: AMBER },
  unreachable: { icon: Unplug, tone: AMBER },
  unknowns: { icon: TriangleAlert, tone: AMBER },
  rate_limited: { icon: TriangleAlert, tone: AMBER },
  refused: { icon: TriangleAlert, tone: AMBER },
  sealed: { icon: KeyRound, tone: AMBER },
};

/** One sentence that says how the key is and what to do; it is read out when it changes. */
export function Health({ shown }: { shown: KeyView }) {
  const { text, look } = useHealth(shown);
  const { icon: Icon, tone } = LOOKS[look];
  return (
    <p role="status" className="mt-2 flex items-start gap-2 text-ink-2 text-small">
      {shown.isChecking ? (
        <Spinner className="mt-0.5 size-3.5 flex-none" />
      ) : (
        <Icon className={cn("mt-0.5 size-3.5 flex-none", tone)} />
      )}
      <span className="min-w-0">{text}</span>
    </p>
  );
}

function useHealth({ isEnabled, suspended, isChecking, check }: KeyView) {
  const t = useTranslations("gateway");
  const place = usePlace();
  const at = (time: string) => formatMoment(time, place);
  if (isChecking) return { text: t("health.checking"), look: "unknown" as const };
  if (!isEnabled) return { text: t("health.off"), look: "off" as const };
  if (suspended) {
    const { code, nextLookAt } = suspended;
    return { text: t(`suspended.${code}`, { when: at(nextLookAt) }), look: code };
  }
  if (!check) return { text: t("health.unknown"), look: "unknown" as const };
  const values = { when: at(check.at), count: check.modelCount ?? 0 };
  return { text: t(`health.${check.code}`, values), look: check.code };
}
