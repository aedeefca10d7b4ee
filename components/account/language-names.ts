import type { Locale } from "@/lib/account/schema";

/** In their own language, so that they can be found by whoever cannot read the current one. */
export const LANGUAGE_NAMES: Record<Locale, string> = { en: "English", ru: "Русский" };
