import { useQueryClient } from "@tanstack/react-query";
import { useState, useTransition } from "react";
import { needsConfirmation, useConfirmation } from "@/components/account/confirmation";
import { keysQuery } from "@/lib/gateway-key/queries";
import type { Messages } from "@/lib/i18n/messages";
import { sendingQuery } from "@/lib/sending/queries";
import type { Result } from "@/lib/shared/result";

export type KeyRefusal =
  | { code: keyof Messages["gateway"]["refused"] }
  | { code: "under_way"; count: number };

const SAID: ReadonlySet<string> = new Set<KeyRefusal["code"]>([
  "not_allowed",
  "confirm_first",
  "too_often",
  "address_wrong",
  "address_not_https",
  "address_private",
  "address_unknown",
  "address_needs_secret",
  "key_taken",
  "too_many_keys",
  "not_found",
]);

const isSaid = (code: string): code is keyof Messages["gateway"]["refused"] => SAID.has(code);

function refusalOf(error: { code: string; count?: number }): KeyRefusal {
  if (error.code === "under_way") return { code: "under_way", count: error.count ?? 1 };
  return { code: isSaid(error.code) ? error.code : "failed" };
}

/** One change of the team's keys; the list is read again before it is told how it went, also when it was refused. */
export function useKeyChange() {
  const queryClient = useQueryClient();
  const [refusal, setRefusal] = useState<KeyRefusal | null>(null);
  const [isPending, startTransition] = useTransition();
  const { ask, shown: confirmation } = useConfirmation();

  function change<T>(
    send: () => Promise<Result<T, { code: string; count?: number }>>,
    onDone: (value: T) => void = () => {},
  ) {
    if (isPending) return;
    startTransition(async () => {
      setRefusal(null);
      const answer = await send().catch(() => null);
      await queryClient.invalidateQueries({ queryKey: keysQuery().queryKey });
      void queryClient.invalidateQueries({ queryKey: sendingQuery().queryKey });
      if (answer?.ok) return onDone(answer.value);
      setRefusal(answer ? refusalOf(answer.error) : { code: "unreachable" });
      if (needsConfirmation(answer?.error)) ask(() => change(send, onDone));
    });
  }

  return { refusal, isPending, change, confirmation };
}
