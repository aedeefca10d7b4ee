"use client";

import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { askForPasskey } from "@/components/second-factor/ask-device";
import { beginPasskeySignInAction, passkeySignInAction } from "@/lib/account/actions";
import { type RefusalKey, refusalKey } from "./form-messages";

type Refusal = { key: RefusalKey; waitSeconds: number };
type PasskeyDoor = {
  /** Of the right password; null where the passkey alone is to open the door. */
  ticket: string | null;
  /** The ticket is too old. */
  expire?: () => void;
};

/** Asks a device for a passkey, and goes in with it. */
export function usePasskeyDoor({ ticket, expire }: PasskeyDoor) {
  const t = useTranslations("account");
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [isLeaving, setIsLeaving] = useState(false);
  const [isPending, startTransition] = useTransition();
  const isBusy = isPending || isLeaving;

  async function enter() {
    const begun = await beginPasskeySignInAction({ ticket });
    const asked = begun.ok ? await askForPasskey(begun.value) : begun;
    const entered = asked.ok ? await passkeySignInAction({ ticket, passkey: asked.value }) : asked;
    if (entered.ok) {
      setIsLeaving(true);
      // A full load: nothing of the page before the door is kept.
      window.location.assign(entered.value.redirectTo);
      return;
    }
    const { error } = entered;
    if (error.code === "step_expired" && expire) expire();
    else
      setRefusal({
        key: refusalKey(error.code),
        waitSeconds: "waitSeconds" in error ? error.waitSeconds : 0,
      });
  }

  function press() {
    if (isBusy) return;
    setRefusal(null);
    startTransition(() =>
      enter().catch((error: unknown) =>
        // The browser's own word for a request that did not arrive.
        setRefusal({
          key: error instanceof TypeError ? "unreachable" : "failed",
          waitSeconds: 0,
        }),
      ),
    );
  }

  return {
    isBusy,
    press,
    clear: () => setRefusal(null),
    refusal: refusal ? t(`refused.${refusal.key}`, { count: refusal.waitSeconds }) : "",
  };
}
