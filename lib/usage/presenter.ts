import type { Locale } from "@/lib/account/schema";
import { findModel } from "@/lib/generation/models";
import type { TableCell } from "@/lib/ports/table-writer";
import type { UsageGroup } from "@/lib/ports/usage-reader";
import { costPerKept, dayOf } from "@/lib/usage/policy";
import type {
  Forecast,
  Reconciliation,
  UsageCounts,
  UsageGroups,
  UsageView,
} from "@/lib/usage/schema";
import type { UsageGroupKind } from "@/lib/usage/schema/facts";

/** Names every field that leaves the server. */
const presentCounts = (counts: UsageCounts): UsageCounts => ({
  generationCount: counts.generationCount,
  variantCount: counts.variantCount,
  pictureCount: counts.pictureCount,
  keptCount: counts.keptCount,
  failedCount: counts.failedCount,
  spentMicroUsd: counts.spentMicroUsd,
  keptMicroUsd: counts.keptMicroUsd,
  measuredMicroUsd: counts.measuredMicroUsd,
  reservedMicroUsd: counts.reservedMicroUsd,
  waitMs: counts.waitMs,
  slowWaitMs: counts.slowWaitMs,
});

type Read = {
  reach: "team" | "own";
  now: Date;
  span: { from: Date; to: Date };
  total: UsageCounts;
  before: UsageCounts;
  days: readonly (UsageCounts & { day: string })[];
  forecast: Forecast | null;
  failures: readonly { code: string; count: number }[];
};

export const presentUsage = (read: Read): UsageView => ({
  reach: read.reach,
  now: read.now.toISOString(),
  from: dayOf(read.span.from),
  until: dayOf(new Date(read.span.to.getTime() - 1)),
  total: presentCounts(read.total),
  before: presentCounts(read.before),
  days: read.days.map((row) => ({ ...presentCounts(row), day: row.day })),
  forecast: read.forecast,
  failures: read.failures.map(({ code, count }) => ({ code, count })),
});

/** Of a prompt in a list. */
const NAME_LENGTH_MAX = 120;

const cut = (name: string) =>
  name.length > NAME_LENGTH_MAX ? `${name.slice(0, NAME_LENGTH_MAX).trimEnd()}…` : name;

const nameOf = (by: UsageGroupKind, { key, name }: UsageGroup) =>
  by === "model" ? (findModel(key)?.label ?? key) : cut(name);

export const presentGroups = (
  by: UsageGroupKind,
  { groups, isCut }: { groups: readonly UsageGroup[]; isCut: boolean },
): UsageGroups => ({
  groups: groups.map((group) => ({
    ...presentCounts(group),
    ...{ key: group.key, name: nameOf(by, group), code: group.code },
  })),
  isCut,
});

type Reconciled = {
  id: string;
  label: string;
  left: { microUsd: number; at: Date } | null;
  compared: { from: Date; until: Date; gatewayMicroUsd: number; bookedMicroUsd: number } | null;
};

export const presentReconciliation = (keys: readonly Reconciled[]): Reconciliation => ({
  keys: keys.map(({ id, label, left, compared }) => ({
    ...{ id, label },
    left: left && { microUsd: left.microUsd, at: left.at.toISOString() },
    compared: compared && {
      ...{ gatewayMicroUsd: compared.gatewayMicroUsd, bookedMicroUsd: compared.bookedMicroUsd },
      ...{ from: compared.from.toISOString(), until: compared.until.toISOString() },
    },
  })),
});

/** The words of a table, those of the screen. */
export type UsageWords = {
  language: Locale;
  by: Record<UsageGroupKind | "day" | "all", string>;
};

const HEADS = {
  en: [
    "By",
    "Name",
    "Code",
    "Presses",
    "Pictures asked for",
    "Pictures",
    "Kept",
    "Failed",
    "Spent (USD)",
    "Of it measured (USD)",
    "Held (USD)",
    "Per kept picture (USD)",
    "Median wait (s)",
    "Nine tenths within (s)",
  ],
  ru: [
    "По чему",
    "Название",
    "Код",
    "Запуски",
    "Запрошено картинок",
    "Картинки",
    "Отобрано",
    "Не вышло",
    "Потрачено (USD)",
    "Из них сверено (USD)",
    "Отложено (USD)",
    "За отобранную (USD)",
    "Медиана ожидания (с)",
    "Девять десятых за (с)",
  ],
} satisfies Record<Locale, string[]>;

/** Excel reads a table, and a figure with a fraction, by the country's own signs. */
export const delimiterOf = ({ language }: UsageWords) => (language === "ru" ? ";" : ",");

function decimal(value: number, digits: number, { language }: UsageWords): string {
  const text = value.toFixed(digits);
  return language === "ru" ? text.replace(".", ",") : text;
}

function lineOf(
  counts: UsageCounts,
  { by, name, code }: { by: string; name: string; code: string },
  words: UsageWords,
): TableCell[] {
  const usd = (microUsd: number) => decimal(microUsd / 1_000_000, 4, words);
  const seconds = (ms: number | null) => (ms === null ? "" : decimal(ms / 1_000, 1, words));
  const each = costPerKept(counts);
  return [
    ...[by, name, code, counts.generationCount, counts.variantCount, counts.pictureCount],
    ...[counts.keptCount, counts.failedCount, usd(counts.spentMicroUsd)],
    ...[usd(counts.measuredMicroUsd), usd(counts.reservedMicroUsd), each === null ? "" : usd(each)],
    ...[seconds(counts.waitMs), seconds(counts.slowWaitMs)],
  ];
}

/** Lines of the table: dollars with four digits, seconds with one, in the figures of the language. */
export const presentLines = {
  heads: ({ language }: UsageWords): TableCell[] => HEADS[language],
  total: (counts: UsageCounts, words: UsageWords) =>
    lineOf(counts, { by: words.by.all, name: "", code: "" }, words),
  day: ({ day, ...counts }: UsageCounts & { day: string }, words: UsageWords) =>
    lineOf(counts, { by: words.by.day, name: day, code: "" }, words),
  group: (by: UsageGroupKind, group: UsageGroup, words: UsageWords) =>
    lineOf(group, { by: words.by[by], name: nameOf(by, group), code: group.code }, words),
};
