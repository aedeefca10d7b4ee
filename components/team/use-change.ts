import { useQueryClient } from "@tanstack/react-query";
import { useState, useTransition } from "react";
import { needsConfirmation, useConfirmation } from "@/components/account/confirmation";
import type { Messages } from "@/lib/i18n/messages";
import type { Result } from "@/lib/shared/result";
import { peopleQuery } from "@/lib/team/queries";

export type ChangeRefusal = keyof Messages["team"]["refused"];

const SAID: ReadonlySet<string> = new Set<ChangeRefusal>([
  "not_allowed",
  "confirm_first",
  "last_owner",
  "already_here",
  "not_found",
  "too_often",
  "own_factor_missing",
]);

const isSaid = (code: string): code is ChangeRefusal => SAID.has(code);

/** One change of who is in the team; the list is read again before it is told how it went, also when it was refused. */
export function useChange() {
  const queryClient = useQueryClient();
  const [refusal, setRefusal] = useState<ChangeRefusal | null>(null);
  const [isPending, startTransition] = useTransition();
  const { ask, shown: confirmation } = useConfirmation();

  function change<T>(
    send: () => Promise<Result<T, { code: string }>>,
    onDone: (value: T) => void = () => {},
  ) {
    if (isPending) return;
    startTransition(async () => {
      setRefusal(null);
      const answer = await send().catch(() => null);
      await queryClient.invalidateQueries({ queryKey: peopleQuery().queryKey });
      if (answer?.ok) return onDone(answer.value);
      if (!answer) return setRefusal("unreachable");
      setRefusal(isSaid(answer.error.code) ? answer.error.code : "failed");
      if (needsConfirmation(answer.error)) ask(() => change(send, onDone));
    });
  }

  return { refusal, isPending, change, confirmation };
}
