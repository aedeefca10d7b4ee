import { useQueryClient } from "@tanstack/react-query";
import { useState, useTransition } from "react";
import type { Messages } from "@/lib/i18n/messages";
import { setCapAction } from "@/lib/money/actions";
import type { SetCap } from "@/lib/money/schema/caps";

type Refusal = keyof Messages["usage"]["budgets"]["refused"];

const SAID: ReadonlySet<string> = new Set<Refusal>(["not_allowed", "not_found"]);
const isSaid = (code: string): code is Refusal => SAID.has(code);

/** One limit; all of them are read again before it is told how it went, also when it was refused. */
export function useSetCap() {
  const queryClient = useQueryClient();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [isPending, startTransition] = useTransition();

  function set(input: SetCap, onDone: () => void) {
    if (isPending) return;
    startTransition(async () => {
      setRefusal(null);
      // The network can fail below an action, and then it throws.
      const answer = await setCapAction(input).catch(() => null);
      await queryClient.invalidateQueries({ queryKey: ["money"] });
      if (answer?.ok) onDone();
      else if (!answer) setRefusal("unreachable");
      else setRefusal(isSaid(answer.error.code) ? answer.error.code : "failed");
    });
  }

  return { refusal, isPending, set };
}
