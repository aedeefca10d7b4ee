import { useLocale, useTranslations } from "next-intl";
import type { LogRow } from "@/lib/audit/schema";
import { AUDIT_FACTS, type AuditFact } from "@/lib/audit/schema/facts";
import { ACCOUNT_GROUPS } from "@/lib/gateway-key/schema/facts";
import { formatBytes } from "@/lib/shared/bytes";
import { formatMicroUsd } from "@/lib/shared/money";
import { ROLES } from "@/lib/team/schema/facts";

type Value = LogRow["after"][string];

/** In the sentence itself. */
const SAID: readonly AuditFact[] = ["count"];

/** A row of the log in the words of whoever reads it. */
export function useLogWords(row: LogRow) {
  const t = useTranslations("log");
  const { by, person, action, object, before, after, address, device } = row;
  const wordsOf = useValueWords();
  const who = by === "person" ? (person ?? "") : t(`by.${by}`);
  const label = object?.label || t("unnamed");
  const sentence = t(`said.${action}`, { who, object: label, count: Number(after["count"] ?? 0) });

  const changes = AUDIT_FACTS[action].flatMap((name: AuditFact): string[] => {
    const [old, now] = [before[name], after[name]];
    const isEcho = old === undefined && now === label;
    if (old === now || now === "" || isEcho || SAID.includes(name)) return [];
    const fact = t(`fact.${name}`);
    if (old !== undefined && now !== undefined)
      return [t("change", { fact, before: wordsOf(name, old), after: wordsOf(name, now) })];
    return [t("state", { fact, value: wordsOf(name, now ?? old ?? null) })];
  });
  const from = [address, device].filter(Boolean).join(" · ");
  return { sentence, changes, from };
}

function useValueWords() {
  const t = useTranslations("log");
  const role = useTranslations("team.role");
  const group = useTranslations("gateway.group");
  const locale = useLocale();
  return (name: AuditFact, value: Value): string => {
    if (value === null) return t("none");
    if (name === "role") return role(ROLES.find((each) => each === value) ?? "reviewer");
    if (name === "accountGroup")
      return group(ACCOUNT_GROUPS.find((each) => each === value) ?? "default");
    if (typeof value === "string") return value;
    if (name === "sizeBytes") return formatBytes(value, locale);
    return name === "warnPercent" ? `${value}\u00a0%` : formatMicroUsd(value, locale);
  };
}
