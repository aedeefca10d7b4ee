import "server-only";

import type { ApiWords } from "@/lib/api/service/document";
import en from "@/lib/i18n/messages/en/api.json";

/** The words of the screen, for a document that programs read: in English, as all its names are. */
export const API_WORDS: ApiWords = {
  documentAbout: en.documentAbout,
  title: en.title,
  about: en.about,
  field: en.field,
};
