"use client";

import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { showToast } from "@/components/ui/toast";

/** For the small changes that have no place of their own to show a failure: says that the studio does not answer. */
export function useAttempt() {
  const t = useTranslations("account");
  const [isPending, startTransition] = useTransition();

  function attempt(change: () => Promise<unknown>) {
    startTransition(async () => {
      try {
        await change();
      } catch {
        showToast({ text: t("refused.unreachable") });
      }
    });
  }

  return { isPending, attempt };
}
