import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { createTranslator } from "next-intl";
import type { Messages } from "@/lib/i18n/messages";

const FOLDER = "lib/i18n/messages";

/** The studio's own words, as it shows them. */
export function wordsOf(locale: "en" | "ru") {
  const folder = path.join(FOLDER, locale);
  const messages = Object.fromEntries(
    readdirSync(folder).map((file) => [
      path.basename(file, ".json"),
      JSON.parse(readFileSync(path.join(folder, file), "utf8")),
    ]),
  ) as Messages;
  return createTranslator({ locale, messages });
}
