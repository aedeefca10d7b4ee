import { expect, test } from "vitest";
import { chooseLocale } from "./locale";

test.each([
  ["ru", "en-GB,en;q=0.9", "ru"],
  [undefined, "ru-RU,ru;q=0.9,en;q=0.8", "ru"],
  [undefined, "de-DE,ru;q=0.5,en;q=0.7", "en"],
  [undefined, "ru;q=0,de", "en"],
  ["tlh", "ru", "ru"],
  [undefined, null, "en"],
] as const)("cookie %s and browser %s give %s", (cookie, acceptLanguage, locale) => {
  expect(chooseLocale(cookie, acceptLanguage)).toBe(locale);
});
