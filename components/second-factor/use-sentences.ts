import { useTranslations } from "next-intl";
import { useState } from "react";
import { passkeyRefusalKey } from "@/components/account/form-messages";

export type FieldName = "password" | "code" | "label";
export type Refusal = { code: string; waitSeconds?: number; countMax?: number };

const OF_FIELD: Readonly<Record<string, DemandedField>> = {
  wrong_password: "password",
  wrong_code: "code",
};
/** A passkey may be called anything, also nothing. */
export type DemandedField = Exclude<FieldName, "label">;

const WRONG = { password: "wrongPassword", code: "wrongCode" } as const;
const MISSING = { password: "passwordMissing", code: "codeMissing" } as const;
const SAID = ["already_on", "not_begun", "not_on", "required"] as const;
const OF_PASSKEYS = { passkey_taken: "taken", not_found: "gone", required: "last" } as const;

/** What is wrong, as a sentence beside its field or, where it has none, under them. */
export function useSentences(isAboutPasskeys = false) {
  const t = useTranslations("factor");
  const tDoor = useTranslations("account.refused");
  const tProfile = useTranslations("profile");
  const [errors, setErrors] = useState<{ [Name in FieldName]?: string }>({});
  const [trouble, setTrouble] = useState<string | null>(null);

  /** Null: nothing came back. */
  function sentenceOf(refusal: Refusal | null): string {
    if (!refusal) return tProfile("unreachable");
    if (refusal.code === "too_many_tries")
      return t("tooManyTries", { count: refusal.waitSeconds ?? 60 });
    if (refusal.code === "too_many_passkeys")
      return t("passkey.tooMany", { count: refusal.countMax ?? 0 });
    if (isAboutPasskeys && refusal.code in OF_PASSKEYS)
      return t(`passkey.${OF_PASSKEYS[refusal.code as keyof typeof OF_PASSKEYS]}`);
    const ofDoor = passkeyRefusalKey(refusal.code);
    if (ofDoor) return tDoor(ofDoor);
    const said = SAID.find((code) => code === refusal.code);
    return said ? t(said) : tProfile("failed");
  }

  return {
    errors,
    trouble,
    setMissing(names: readonly DemandedField[]) {
      setTrouble(null);
      setErrors(Object.fromEntries(names.map((name) => [name, t(MISSING[name])])));
    },
    clear: (name: FieldName) => setErrors((known) => ({ ...known, [name]: undefined })),
    /** Answers with the field that it is about. */
    refuse(refusal: Refusal | null): DemandedField | null {
      const field = OF_FIELD[refusal?.code ?? ""] ?? null;
      if (field) setErrors({ [field]: t(WRONG[field]) });
      else setTrouble(sentenceOf(refusal));
      return field;
    },
  };
}
