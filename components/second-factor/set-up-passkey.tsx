import { useTranslations } from "next-intl";
import { useState } from "react";
import { makePasskey } from "@/components/second-factor/ask-device";
import { FactorForm } from "@/components/second-factor/factor-form";
import { addProof, type Own, passwordField } from "@/components/second-factor/own";
import { RecoveryCodes } from "@/components/second-factor/recovery-codes";
import { showToast } from "@/components/ui/toast";
import { addPasskeyAction, beginPasskeyAction } from "@/lib/account/actions/second-factor";
import type { AddProof } from "@/lib/account/schema/passkey";
import type { Result } from "@/lib/shared/result";
import type { Refusal } from "./use-sentences";

type Added = { recoveryCodes: string[] | null };

/** From the proof of who it is to the key that the device has made. */
async function add(proof: AddProof, label: string): Promise<Result<Added, Refusal>> {
  const begun = await beginPasskeyAction(proof);
  if (!begun.ok) return begun;
  const made = await makePasskey(begun.value);
  return made.ok ? addPasskeyAction({ label, answer: made.value }) : made;
}

type SetUpPasskeyProps = {
  /** The recovery codes are kept, where there are any. */
  onDone: () => void;
  /** It is there, though the codes still stand on the screen. */
  onOn?: () => void;
  cancel?: () => void;
  isDoor?: boolean;
  own: Own;
};

/** A name and the password, then the device, then for a first factor the recovery codes. */
export function SetUpPasskey(props: SetUpPasskeyProps) {
  const { onDone, onOn, cancel, isDoor = false, own } = props;
  const t = useTranslations("factor.passkey");
  const [codes, setCodes] = useState<string[] | null>(null);
  if (codes) return <RecoveryCodes codes={codes} done={onDone} />;
  return (
    <FactorForm
      asks={["label", ...passwordField(own)]}
      submit={t("goOn")}
      send={(typed) => add(addProof(own, typed), typed.label)}
      sendPasskey={own.hasPasskey ? (passkey, { label }) => add({ passkey }, label) : undefined}
      onDone={({ recoveryCodes }) => {
        showToast({ text: t(recoveryCodes ? "addedFirst" : "added") });
        if (!recoveryCodes) return onDone();
        setCodes(recoveryCodes);
        onOn?.();
      }}
      isDoor={isDoor}
      about="passkey"
      {...(cancel && { cancel })}
    />
  );
}
