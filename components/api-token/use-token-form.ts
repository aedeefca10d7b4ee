import { type FormEvent, useState } from "react";
import type { MadeToken } from "@/components/api-token/fresh-token";
import { useTokenChange } from "@/components/api-token/use-token-change";
import { makeTokenAction } from "@/lib/api-token/actions";
import { makeTokenSchema } from "@/lib/api-token/schema";
import type { ApiScope, TokenLifetime } from "@/lib/api-token/schema/facts";

/** What a new token is to be, and the one press that makes it. */
export function useTokenForm(onMade: (made: MadeToken) => void) {
  const { alert, isPending, change } = useTokenChange();
  const [label, setLabel] = useState("");
  const [scopes, setScopes] = useState<ApiScope[]>(["read"]);
  const [days, setDays] = useState<TokenLifetime>("90");
  const [wrong, setWrong] = useState<ReadonlySet<unknown>>(new Set());

  const toggle = (scope: ApiScope) => {
    setScopes(scopes.includes(scope) ? scopes.filter((it) => it !== scope) : [...scopes, scope]);
    setWrong(new Set());
  };

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const { currentTarget } = event;
    const parsed = makeTokenSchema.safeParse({ label, scopes, days });
    setWrong(new Set(parsed.error?.issues.map(({ path: [field] }) => field)));
    if (parsed.success) {
      const { data } = parsed;
      change(
        () => makeTokenAction(data),
        ({ token, expiresAt }) => onMade({ label: data.label, token, expiresAt }),
      );
      return;
    }
    // Once the fields have said which of them are wrong.
    requestAnimationFrame(() =>
      currentTarget.querySelector<HTMLElement>("[aria-invalid=true]")?.focus(),
    );
  }

  return {
    ...{ label, scopes, days, setDays, toggle, submit, alert, isPending },
    isLabelWrong: wrong.has("label"),
    areScopesWrong: wrong.has("scopes"),
    setLabel(text: string) {
      setLabel(text);
      setWrong(new Set());
    },
  };
}
