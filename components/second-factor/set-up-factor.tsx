import { useTranslations } from "next-intl";
import { useState } from "react";
import { AppSecret } from "@/components/second-factor/app-secret";
import { FactorForm } from "@/components/second-factor/factor-form";
import { addProof, type Own, passwordField } from "@/components/second-factor/own";
import { RecoveryCodes } from "@/components/second-factor/recovery-codes";
import { beginFactorAction, confirmFactorAction } from "@/lib/account/actions/second-factor";
import type { FactorSecret } from "@/lib/account/schema/second-factor";

type SetUpFactorProps = {
  /** The recovery codes are kept. */
  onDone: () => void;
  /** It is on, though the codes still stand there. */
  onOn?: () => void;
  cancel?: () => void;
  isDoor?: boolean;
  own: Own;
};

/** The password, then the app with its first code, then the recovery codes. */
export function SetUpFactor(props: SetUpFactorProps) {
  const { onDone, onOn, cancel, isDoor = false, own } = props;
  const t = useTranslations("factor");
  const [given, setGiven] = useState<FactorSecret | null>(null);
  const [codes, setCodes] = useState<string[] | null>(null);
  const frame = { isDoor, ...(cancel && { cancel }) };
  if (codes) return <RecoveryCodes codes={codes} done={onDone} />;
  if (!given) {
    return (
      <FactorForm
        asks={passwordField(own)}
        submit={t("next")}
        send={(typed) => beginFactorAction(addProof(own, typed))}
        sendPasskey={own.hasPasskey ? (passkey) => beginFactorAction({ passkey }) : undefined}
        onDone={setGiven}
        {...frame}
      />
    );
  }
  return (
    <>
      <AppSecret {...given} />
      <FactorForm
        asks={["code"]}
        codeLabel="code"
        submit={t("confirm")}
        send={({ code }) => confirmFactorAction({ code })}
        onDone={({ recoveryCodes }) => {
          setCodes(recoveryCodes);
          onOn?.();
        }}
        {...frame}
      />
    </>
  );
}
