import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { FactorForm } from "@/components/second-factor/factor-form";
import { addProof, ownOf, passwordField } from "@/components/second-factor/own";
import { showToast } from "@/components/ui/toast";
import {
  connectServiceAction,
  disconnectServiceAction,
} from "@/lib/account/actions/sign-in-service";
import { factorQuery } from "@/lib/account/queries";
import type { ServiceView } from "@/lib/account/schema/sign-in-service";

/** Connects it or lets it go, after the person has shown who they are. */
export function ServiceForm({ service, stop }: { service: ServiceView; stop: () => void }) {
  const t = useTranslations("profile.services");
  const own = ownOf(useQuery(factorQuery()).data);
  const { id, name, connected } = service;
  const shared = { asks: passwordField(own), about: "service" as const, cancel: stop };
  return connected ? (
    <>
      <p className="mb-3">{t("disconnecting", { name })}</p>
      <FactorForm
        {...shared}
        submit={t("disconnect")}
        send={(typed) => disconnectServiceAction({ service: id, proof: addProof(own, typed) })}
        sendPasskey={
          own.hasPasskey
            ? (passkey) => disconnectServiceAction({ service: id, proof: { passkey } })
            : undefined
        }
        onDone={() => {
          showToast({ text: t("disconnected") });
          stop();
        }}
      />
    </>
  ) : (
    <>
      <p className="mb-3">{t("connecting", { name })}</p>
      <FactorForm
        {...shared}
        submit={t("goOn", { name })}
        send={(typed) => connectServiceAction({ service: id, proof: addProof(own, typed) })}
        sendPasskey={
          own.hasPasskey
            ? (passkey) => connectServiceAction({ service: id, proof: { passkey } })
            : undefined
        }
        onDone={({ redirectTo }) => window.location.assign(redirectTo)}
      />
    </>
  );
}
