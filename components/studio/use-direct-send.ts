import { useQueryClient } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useRef } from "react";
import type { Press } from "@/components/composer/press";
import { prependGeneration } from "@/components/generation/feed-cache";
import { later } from "@/components/ui/on-demand";
import type { Asked } from "@/lib/generation/policy/requests";

const parts = later(() =>
  Promise.all([
    import("@/components/composer/send-press"),
    import("@/components/composer/refusal"),
  ]),
);

/** Sends a request that does not pass the composer. Null when it is recorded, else why not, in words. */
export type DirectSend = (asked: Asked) => Promise<string | null>;

export function useDirectSend(projectId: string): DirectSend {
  const t = useTranslations("composer");
  const locale = useLocale();
  const queryClient = useQueryClient();
  const press = useRef<Press | null>(null);
  return async (asked) => {
    const loaded = await parts().catch(() => null);
    if (!loaded) return t("refusal.network");
    const [{ sendPress }, { refusalMessage }] = loaded;
    const answer = await sendPress(press, { projectId, ...asked });
    if (!answer.ok) {
      const { key, values } = refusalMessage(answer.error, locale);
      return t(`refusal.${key}`, values);
    }
    for (const generation of answer.value) prependGeneration(queryClient, projectId, generation);
    return null;
  };
}
