import { FlaskConical, SquareTerminal } from "lucide-react";
import { useTranslations } from "next-intl";
import { Chip } from "@/components/ui/chip";
import type { KeysView } from "@/lib/gateway-key/schema";

type SettingsRowProps = { settings: NonNullable<KeysView["settings"]>; isServing: boolean };

/** Set by the operator, and there is nothing to press. */
export function SettingsRow({ settings, isServing }: SettingsRowProps) {
  const t = useTranslations("gateway");
  const common = useTranslations("common.sandbox");
  const { isSandbox, label, host } = settings;
  const Icon = isSandbox ? FlaskConical : SquareTerminal;
  return (
    <li className="flex gap-3 border-hair border-t py-3.5">
      <Icon className="mt-0.5 text-ink-2" />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-2">
          <span className="font-medium">{isSandbox ? common("label") : t("settings")}</span>
          {isServing ? <Chip>{t("serves")}</Chip> : null}
        </p>
        <p className="mt-0.5 text-ink-2 text-small">
          {isSandbox ? t("sandboxNote") : t("settingsNote", { label, host })}
        </p>
      </div>
    </li>
  );
}
