import { deviceName } from "@/lib/account/policy/device";
import type { Locale } from "@/lib/account/schema";
import type { LogFacts, LogPage, LogRow } from "@/lib/audit/schema";
import {
  AUDIT_FACTS,
  type AuditAction,
  type AuditAuthorKind,
  type AuditFact,
} from "@/lib/audit/schema/facts";
import type { AuditFacts, AuditPlace, AuditRecord } from "@/lib/ports/audit-log";
import type { TableCell } from "@/lib/ports/table-writer";

/** Of a list that is cut. */
const LABEL_LENGTH_MAX = 120;

const cut = (label: string) =>
  label.length > LABEL_LENGTH_MAX ? `${label.slice(0, LABEL_LENGTH_MAX).trimEnd()}…` : label;

/** Names every field that leaves the server; the header of the browser stays here. */
const presentRecord = (record: AuditRecord): LogRow => ({
  id: record.id,
  at: record.at.toISOString(),
  by: record.by,
  person: record.person?.name ?? null,
  action: record.action,
  object: record.object && { kind: record.object.kind, label: cut(record.object.label) },
  address: record.address,
  device: deviceName(record.userAgent ?? ""),
  before: factsOf(record.before),
  after: factsOf(record.after),
});

const factsOf = (facts: AuditFacts | null): LogFacts => ({ ...facts });

type Listed = { records: readonly AuditRecord[]; next: AuditPlace | null };

export const presentLog = ({ records, next }: Listed): LogPage => ({
  rows: records.map(presentRecord),
  nextCursor: next && Buffer.from(`${next.at.toISOString()}|${next.id}`).toString("base64url"),
});

/** The words of a table, those of the screen. */
export type LogWords = {
  language: Locale;
  by: Record<Exclude<AuditAuthorKind, "person">, string>;
  action: Record<AuditAction, string>;
  fact: Record<AuditFact, string>;
};

const HEADS = {
  en: ["Time (UTC)", "Who", "What", "Object", "Before", "After", "Address", "Device"],
  ru: ["Время (UTC)", "Кто", "Что", "Объект", "Было", "Стало", "Адрес", "Устройство"],
} satisfies Record<Locale, string[]>;

export const presentHeads = ({ language }: LogWords): TableCell[] => HEADS[language];

/** Excel reads a table by the country's own sign. */
export const delimiterOf = ({ language }: LogWords) => (language === "ru" ? ";" : ",");

export function presentLine(record: AuditRecord, words: LogWords): TableCell[] {
  const { at, by, person, action, object, before, after, address, userAgent } = record;
  return [
    at.toISOString(),
    by === "person" ? (person?.name ?? "") : words.by[by],
    words.action[action],
    object?.label ?? "",
    inWords(action, before, words),
    inWords(action, after, words),
    address ?? "",
    deviceName(userAgent ?? ""),
  ];
}

/** Money is kept in micro-dollars and read in dollars. */
const inWords = (action: AuditAction, facts: AuditFacts | null, { fact }: LogWords): string =>
  AUDIT_FACTS[action]
    .flatMap((name: AuditFact) => {
      const value = facts?.[name];
      return value === undefined ? [] : `${fact[name]}: ${moneyOf(name, value)}`;
    })
    .join("; ");

const moneyOf = (name: AuditFact, value: string | number | null) =>
  typeof value === "number" && name.endsWith("MicroUsd") ? `$${value / 1_000_000}` : (value ?? "");
