import { useTranslations } from "next-intl";
import { Balance } from "@/components/gateway-key/balance";
import { Health } from "@/components/gateway-key/health";
import { KeyButtons } from "@/components/gateway-key/key-buttons";
import { Chip } from "@/components/ui/chip";
import type { KeyView } from "@/lib/gateway-key/schema";

type KeyRowProps = {
  shown: KeyView;
  isServing: boolean;
  /** Its row is gone, and with it the button that had the focus. */
  onRemoved: () => void;
};

export function KeyRow({ shown, isServing, onRemoved }: KeyRowProps) {
  const t = useTranslations("gateway");
  const { label, lastFour, baseUrl, fingerprint, group, isEnabled, balances } = shown;
  const host = URL.parse(baseUrl)?.host ?? baseUrl;
  return (
    <li aria-label={label} className="border-hair border-t py-3.5">
      <div className="flex flex-wrap items-start gap-x-4 gap-y-2">
        <div className="min-w-60 flex-1">
          <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <span className="min-w-0 break-words font-medium">{label}</span>
            <span className="font-mono text-ink-2 text-small">…{lastFour}</span>
            {isServing ? <Chip>{t("serves")}</Chip> : null}
            {isEnabled ? null : <Chip>{t("off")}</Chip>}
            {group === "default" ? null : <Chip>{t(`group.${group}`)}</Chip>}
          </p>
          <p className="mt-0.5 break-all text-ink-3 text-small">
            {host}
            <span className="mx-1.5" aria-hidden="true">
              ·
            </span>
            {t("fingerprint", { fingerprint })}
          </p>
        </div>
        <Balance readings={balances} />
      </div>
      <Health shown={shown} />
      <KeyButtons shown={shown} onRemoved={onRemoved} />
    </li>
  );
}
