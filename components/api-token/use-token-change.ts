import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { tokensQuery } from "@/lib/api-token/queries";
import { TOKENS_PER_PERSON_MAX } from "@/lib/api-token/schema/facts";
import type { Messages } from "@/lib/i18n/messages";
import type { Result } from "@/lib/shared/result";

type TokenRefusal = keyof Messages["api"]["refused"];

const SAID: ReadonlySet<string> = new Set<TokenRefusal>(["not_allowed", "too_many", "not_found"]);

const isSaid = (code: string): code is TokenRefusal => SAID.has(code);

/** One change of the tokens; the list is read again before it is told how it went, also when it was refused. */
export function useTokenChange() {
  const t = useTranslations("api.refused");
  const queryClient = useQueryClient();
  const [refusal, setRefusal] = useState<TokenRefusal | null>(null);
  const [isPending, startTransition] = useTransition();

  function change<T>(
    send: () => Promise<Result<T, { code: string }>>,
    onDone: (value: T) => void = () => {},
  ) {
    if (isPending) return;
    startTransition(async () => {
      setRefusal(null);
      const answer = await send().catch(() => null);
      await queryClient.invalidateQueries({ queryKey: tokensQuery().queryKey });
      if (answer?.ok) onDone(answer.value);
      else if (!answer) setRefusal("unreachable");
      else setRefusal(isSaid(answer.error.code) ? answer.error.code : "failed");
    });
  }

  return { alert: refusal && t(refusal, { max: TOKENS_PER_PERSON_MAX }), isPending, change };
}
