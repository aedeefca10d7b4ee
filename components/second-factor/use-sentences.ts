import { useTranslations } from "next-intl";
import { useState } from "react";

export type FieldName = "password" | "code";
export type Refusal = { code: string; waitSeconds?: number };

const OF_FIELD: Readonly<Record<string, FieldName>> = {
  wrong_password: "password",
  wrong_code: "code",
};
const WRONG = { password: "wrongPassword", code: "wrongCode" } as const;
const MISSING = { password: "passwordMissing", code: "codeMissing" } as const;
const SAID = ["already_on", "not_begun", "not_on", "required"] as const;

/** What is wrong, as a sentence beside its field or, where it has none, under them. */
export function useSentences() {
  const t = useTranslations("factor");
  const tProfile = useTranslations("profile");
  const [errors, setErrors] = useState<{ [Name in FieldName]?: string }>({});
  const [trouble, setTrouble] = useState<string | null>(null);

  /** Null: nothing came back. */
  function sentenceOf(refusal: Refusal | null): string {
    if (!refusal) return tProfile("unreachable");
    if (refusal.code === "too_many_tries")
      return t("tooManyTries", { count: refusal.waitSeconds ?? 60 });
    const said = SAID.find((code) => code === refusal.code);
    return said ? t(said) : tProfile("failed");
  }

  return {
    errors,
    trouble,
    setMissing(names: readonly FieldName[]) {
      setTrouble(null);
      setErrors(Object.fromEntries(names.map((name) => [name, t(MISSING[name])])));
    },
    clear: (name: FieldName) => setErrors((known) => ({ ...known, [name]: undefined })),
    /** Answers with the field that it is about. */
    refuse(refusal: Refusal | null): FieldName | null {
      const field = OF_FIELD[refusal?.code ?? ""] ?? null;
      if (field) setErrors({ [field]: t(WRONG[field]) });
      else setTrouble(sentenceOf(refusal));
      return field;
    },
  };
}
