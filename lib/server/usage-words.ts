import "server-only";

import type { Locale } from "@/lib/account/schema";
import en from "@/lib/i18n/messages/en/usage.json";
import ru from "@/lib/i18n/messages/ru/usage.json";
import type { UsageWords } from "@/lib/usage/presenter";

/** The words of the screen, for a table that is written here. */
export const USAGE_WORDS: Record<Locale, UsageWords> = {
  en: { language: "en", by: { ...en.table.name, all: en.table.all } },
  ru: { language: "ru", by: { ...ru.table.name, all: ru.table.all } },
};
