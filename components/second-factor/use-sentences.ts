import { useTranslations } from "next-intl";
import { useState } from "react";
import { outerRefusalKey } from "@/components/account/form-messages";

export type FieldName = "password" | "code" | "label";
/** A passkey may be called anything, also nothing. */
export type DemandedField = Exclude<FieldName, "label">;
export type Refusal = { code: string; waitSeconds?: number; countMax?: number };
/** What a form changes. */
export type About = "app" | "passkey" | "service";

const OF_FIELD: Readonly<Record<string, DemandedField>> = {
  wrong_password: "password",
  wrong_code: "code",
};
const WRONG = { password: "wrongPassword", code: "wrongCode" } as const;
const MISSING = { password: "passwordMissing", code: "codeMissing" } as const;

const OF_ANY = {
  already_on: "already_on",
  not_begun: "not_begun",
  not_on: "not_on",
  required: "required",
  last_way_in: "lastWayIn",
} as const;
const OF_PASSKEY = {
  passkey_taken: "passkey.taken",
  not_found: "passkey.gone",
  required: "passkey.last",
} as const;
const SAID = {
  app: OF_ANY,
  passkey: { ...OF_ANY, ...OF_PASSKEY },
  service: { ...OF_ANY, not_found: "serviceGone" },
} as const;
type ValueOf<T> = T[keyof T];
type Sentence = ValueOf<{ [Each in About]: ValueOf<(typeof SAID)[Each]> }>;

/** What is wrong, as a sentence beside its field or, where it has none, under them. */
export function useSentences(about: About) {
  const t = useTranslations("factor");
  const tDoor = useTranslations("account.refused");
  const tProfile = useTranslations("profile");
  const [errors, setErrors] = useState<{ [Name in FieldName]?: string }>({});
  const [trouble, setTrouble] = useState<string | null>(null);

  /** Null: nothing came back. */
  function sentenceOf(refusal: Refusal | null): string {
    if (!refusal) return tProfile("unreachable");
    const { code, waitSeconds = 60, countMax = 0 } = refusal;
    if (code === "too_many_tries") return t("tooManyTries", { count: waitSeconds });
    if (code === "too_many_passkeys") return t("passkey.tooMany", { count: countMax });
    const said = (SAID[about] as Readonly<Record<string, Sentence | undefined>>)[code];
    if (said) return t(said);
    const outer = outerRefusalKey(code);
    return outer ? tDoor(outer) : tProfile("failed");
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
