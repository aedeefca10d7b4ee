import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import type { Result } from "@/lib/shared/result";

/** One change at a time. `trouble` is a sentence about a failure that is not the person's. */
export function useSave() {
  const t = useTranslations("profile");
  const [trouble, setTrouble] = useState<"failed" | "unreachable" | null>(null);
  const [isPending, startTransition] = useTransition();

  /** `onRefused` answers whether it has said what was wrong. */
  function save<E extends { code: string }>(
    send: () => Promise<Result<unknown, E>>,
    on: { done: () => unknown; refused?: (error: E) => boolean },
  ) {
    if (isPending) return;
    startTransition(async () => {
      setTrouble(null);
      const answer = await send().catch(() => null);
      if (!answer) setTrouble("unreachable");
      else if (answer.ok) await on.done();
      else if (!on.refused?.(answer.error)) setTrouble("failed");
    });
  }

  return { isPending, save, trouble: trouble && t(trouble) };
}
