import type { Locale } from "@/lib/account/schema";
import type { PictureFacts } from "@/lib/ports/picture-facts";
import type { TableCell } from "@/lib/ports/table-writer";
import { CAPTION_LINES } from "@/lib/sheet/policy/layout";
import type { Caption } from "@/lib/sheet/schema/facts";

/** Where and for whom it is written. */
export type Writing = { language: Locale; timeZone: string };

type Column = {
  name: Record<Locale, string>;
  cell: (facts: PictureFacts, writing: Writing) => TableCell;
};

/** Of a list in one cell. */
const LIST = "; ";

const YES = { en: "yes", ru: "да" } satisfies Record<Locale, string>;
const VERB = {
  fresh: { en: "Fresh", ru: "С нуля" },
  continue: { en: "Continue", ru: "Правка" },
  region: { en: "Region", ru: "Правка места" },
  finish: { en: "Finish 4K", ru: "Доводка 4K" },
  rebase: { en: "Rebase", ru: "Пересборка" },
} satisfies Record<PictureFacts["verb"], Record<Locale, string>>;

const BASIS = {
  estimated: { en: "estimated", ru: "оценка" },
  measured: { en: "measured by the balance", ru: "измерена по балансу" },
  unknown: { en: "may have been charged", ru: "возможно, списано" },
} satisfies Record<PictureFacts["priceBasis"], Record<Locale, string>>;

/** The words are those of the screens. */
const COLUMNS: readonly Column[] = [
  { name: { en: "Code", ru: "Код" }, cell: ({ code }) => code },
  { name: { en: "Project", ru: "Проект" }, cell: ({ projectName }) => projectName },
  { name: { en: "Project code", ru: "Код проекта" }, cell: ({ projectCode }) => projectCode },
  { name: { en: "Person", ru: "Автор" }, cell: ({ personName }) => personName },
  { name: { en: "Created", ru: "Время" }, cell: ({ at }, writing) => timeOf(at, writing) },
  { name: { en: "Prompt", ru: "Текст" }, cell: ({ promptAsTyped }) => promptAsTyped },
  {
    name: { en: "Prompt as sent", ru: "Отправленный текст" },
    cell: ({ promptAsSent }) => promptAsSent,
  },
  { name: { en: "Made as", ru: "Способ" }, cell: ({ verb }, { language }) => VERB[verb][language] },
  { name: { en: "Goes on from", ru: "Продолжает" }, cell: ({ parentCode }) => parentCode ?? "" },
  {
    name: { en: "References", ru: "Образцы" },
    cell: ({ referenceNames }) => referenceNames.join(LIST),
  },
  { name: { en: "Model", ru: "Модель" }, cell: ({ model }) => model },
  { name: { en: "Ratio", ru: "Формат" }, cell: ({ aspectRatio }) => aspectRatio },
  { name: { en: "Resolution", ru: "Разрешение" }, cell: ({ resolution }) => resolution },
  {
    name: { en: "Asked width, px", ru: "Запрошено, ширина, px" },
    cell: ({ requested }) => requested.width,
  },
  {
    name: { en: "Asked height, px", ru: "Запрошено, высота, px" },
    cell: ({ requested }) => requested.height,
  },
  {
    name: { en: "Delivered width, px", ru: "Получено, ширина, px" },
    cell: ({ delivered }) => delivered.width,
  },
  {
    name: { en: "Delivered height, px", ru: "Получено, высота, px" },
    cell: ({ delivered }) => delivered.height,
  },
  { name: { en: "Type", ru: "Тип файла" }, cell: ({ mime }) => mime },
  { name: { en: "Size, bytes", ru: "Размер, байт" }, cell: ({ sizeBytes }) => sizeBytes },
  {
    name: { en: "Price, USD", ru: "Цена, USD" },
    cell: ({ priceMicroUsd }, writing) => usd(priceMicroUsd, writing),
  },
  {
    name: { en: "Price is", ru: "Откуда цена" },
    cell: ({ priceBasis }, { language }) => BASIS[priceBasis][language],
  },
  {
    name: { en: "Sandbox money", ru: "Деньги песочницы" },
    cell: ({ isSandboxMoney }, { language }) => (isSandboxMoney ? YES[language] : ""),
  },
  {
    name: { en: "Picked", ru: "Отобрана" },
    cell: ({ isKept }, { language }) => (isKept ? YES[language] : ""),
  },
  { name: { en: "Stars", ru: "Звёзды" }, cell: ({ stars }) => (stars > 0 ? stars : "") },
  { name: { en: "Tags", ru: "Метки" }, cell: ({ tags }) => tags.join(LIST) },
  { name: { en: "SHA-256", ru: "SHA-256" }, cell: ({ sha256 }) => sha256 },
  { name: { en: "Picture id", ru: "ID картинки" }, cell: ({ imageId }) => imageId },
];

export const presentHeads = (language: Locale): TableCell[] =>
  COLUMNS.map(({ name }) => name[language]);

export const presentRow = (facts: PictureFacts, writing: Writing): TableCell[] =>
  COLUMNS.map(({ cell }) => cell(facts, writing));

/** Excel splits a list at what its language parts lists by, as it takes a comma for the point of a number there. */
export const delimiterOf = (language: Locale) => (language === "ru" ? ";" : ",");

const usd = (amount: number, { language }: Writing): string => {
  const figure = String(amount / 1_000_000);
  return language === "ru" ? figure.replace(".", ",") : figure;
};

/** `2026-11-22 13:05`: every program takes it for a time. */
const timeOf = (at: Date, { timeZone }: Writing): string =>
  new Intl.DateTimeFormat("sv", { timeZone, dateStyle: "short", timeStyle: "short" }).format(at);

export const longDayOf = (at: Date, { language, timeZone }: Writing): string =>
  new Intl.DateTimeFormat(language, { timeZone, dateStyle: "long" }).format(at);

/** Short of a figure that could be a month or a day. */
const SHORT = { en: "medium", ru: "short" } as const;
const dayOf = (at: Date, { language, timeZone }: Writing): string =>
  new Intl.DateTimeFormat(language, { timeZone, dateStyle: SHORT[language] }).format(at);

const CAPTION: Record<Caption, (facts: PictureFacts, writing: Writing) => string> = {
  code: ({ code }) => code,
  prompt: ({ promptAsTyped }) => promptAsTyped.trim(),
  person: ({ personName }) => personName,
  date: ({ at }, writing) => dayOf(at, writing),
  ratio: ({ aspectRatio }) => aspectRatio,
};

/** A line for each that has something to say; a part that stands alone stands at the left. */
export function presentCaption(
  facts: PictureFacts,
  wanted: readonly Caption[],
  writing: Writing,
): { text: string; end: string }[] {
  return CAPTION_LINES.flatMap((line) => {
    const parts = line.flatMap((part) => (part && wanted.includes(part) ? [part] : []));
    const [text = "", end = ""] = parts.map((part) => CAPTION[part](facts, writing));
    return parts.length > 0 ? [{ text, end }] : [];
  });
}
