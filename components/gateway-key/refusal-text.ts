import { useTranslations } from "next-intl";
import type { KeyRefusal } from "@/components/gateway-key/use-key-change";

/** Null when there is nothing to say. */
export function useRefusalText(refusal: KeyRefusal | null): string | null {
  const t = useTranslations("gateway");
  if (!refusal) return null;
  return refusal.code === "under_way"
    ? t("removeDialog.underWay", { count: refusal.count })
    : t(`refused.${refusal.code}`);
}
