import { useQueryClient } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useRef } from "react";
import { type Press, pressFor } from "@/components/composer/press";
import { prependGeneration } from "@/components/generation/feed-cache";
import { later } from "@/components/ui/on-demand";
import { createGenerationAction } from "@/lib/generation/actions";
import type { Asked } from "@/lib/generation/policy/requests";
import { err } from "@/lib/shared/result";

const parts = later(() => Promise.all([import("ulid"), import("@/components/composer/refusal")]));

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
    const [{ ulid }, { refusalMessage }] = loaded;
    const request = { projectId, ...asked };
    // A repeat of what nobody answered goes out under the same id.
    press.current = pressFor(press.current, JSON.stringify(request), ulid);
    const { requestId } = press.current;
    const answer = await createGenerationAction({ ...request, requestId }).catch(() =>
      err({ code: "network" }),
    );
    if (!answer.ok) {
      const { key, values } = refusalMessage(answer.error, locale);
      return t(`refusal.${key}`, values);
    }
    press.current = null;
    for (const generation of answer.value.generations)
      prependGeneration(queryClient, projectId, generation);
    return null;
  };
}
