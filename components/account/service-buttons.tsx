"use client";

import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { signInByServiceAction } from "@/lib/account/actions/sign-in-service";
import type { ServiceId, SignInService } from "@/lib/account/schema/sign-in-service";
import { FormAlert } from "./form-alert";
import { type RefusalKey, refusalKey } from "./form-messages";

/** Leaves for the service; what it says is heard when the browser comes back. */
function useLeave() {
  const [refusal, setRefusal] = useState<RefusalKey | null>(null);
  const [leavingFor, setLeavingFor] = useState<ServiceId | null>(null);
  const [, startTransition] = useTransition();

  function leave(service: ServiceId) {
    if (leavingFor) return;
    setRefusal(null);
    setLeavingFor(service);
    startTransition(async () => {
      const left = await signInByServiceAction({ service }).catch(() => null);
      if (left?.ok) {
        window.location.assign(left.value.redirectTo);
        return;
      }
      setLeavingFor(null);
      setRefusal(left ? refusalKey(left.error.code) : "unreachable");
    });
  }
  return { refusal, leavingFor, leave };
}

/** One for each service that is set up, in a grid with the other ways in. */
export function ServiceButtons({ services }: { services: readonly SignInService[] }) {
  const t = useTranslations("account");
  const { refusal, leavingFor, leave } = useLeave();
  return (
    <>
      {services.map(({ id, name }) => (
        <Button
          key={id}
          kind="outline"
          size={44}
          isLoading={leavingFor === id}
          onClick={() => leave(id)}
        >
          {t("services.go", { name })}
        </Button>
      ))}
      <FormAlert text={refusal ? t(`refused.${refusal}`, { count: 0 }) : ""} />
    </>
  );
}
