import "server-only";

import type { Locale } from "@/lib/account/schema";
import type { LogWords } from "@/lib/audit/presenter";
import en from "@/lib/i18n/messages/en/log.json";
import ru from "@/lib/i18n/messages/ru/log.json";

/** The words of the screen, for a table that is written here. */
export const LOG_WORDS: Record<Locale, LogWords> = {
  en: { language: "en", by: en.by, action: en.action, fact: en.fact },
  ru: { language: "ru", by: ru.by, action: ru.action, fact: ru.fact },
};
