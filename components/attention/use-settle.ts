import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { showToast } from "@/components/ui/toast";
import { settleAttentionAction } from "@/lib/generation/actions";
import { attentionQuery } from "@/lib/generation/queries";

/** Takes an entry off the list; the focus goes to the head of the page, as its button is gone. */
export function useSettle() {
  const t = useTranslations("attention");
  const queryClient = useQueryClient();
  return async (variantId: string) => {
    const settled = await settleAttentionAction({ variantId }).catch(() => null);
    if (!settled?.ok) showToast({ text: t("refused.not_recorded") });
    await queryClient.invalidateQueries({ queryKey: attentionQuery().queryKey });
    if (settled?.ok) document.querySelector<HTMLElement>("main h1")?.focus();
  };
}
