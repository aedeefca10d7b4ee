import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { Button } from "@/components/ui/button";
import { showToast } from "@/components/ui/toast";
import { fetchAgainAction } from "@/lib/generation/actions";
import { attentionQuery } from "@/lib/generation/queries";

type FetchAgainButtonProps = {
  variantId: string;
  /** As people say it, such as `AK-1122-08/2`. */
  code: string;
};

/** Asks the gateway once more for a picture that was paid for and given up. Costs nothing. */
export function FetchAgainButton({ variantId, code }: FetchAgainButtonProps) {
  const t = useTranslations("attention");
  const queryClient = useQueryClient();
  const [isPending, startTransition] = useTransition();
  const press = () =>
    startTransition(async () => {
      const asked = await fetchAgainAction({ variantId }).catch(() => null);
      if (asked?.ok) showToast({ text: t("fetching", { code }) });
      else showToast({ text: t(asked ? "refused.has_moved_on" : "refused.not_recorded") });
      await queryClient.invalidateQueries({ queryKey: attentionQuery().queryKey });
    });
  return (
    <Button
      size={26}
      isLoading={isPending}
      onClick={press}
      className="max-tablet:min-h-11 max-tablet:px-3"
    >
      {t("fetchAgain")}
    </Button>
  );
}
