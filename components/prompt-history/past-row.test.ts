import { expect, test } from "vitest";
import { excerptOf } from "@/components/prompt-history/excerpt";
import { formatWhen } from "@/components/prompt-history/format-when";

const LONG = `${"wet basalt, ".repeat(40)}Тёмное озеро at the end`;

test("a row shows where a long prompt has the word that was searched for", () => {
  expect(excerptOf(LONG, "")).toMatch(/^wet basalt/);
  expect(excerptOf(LONG, "ТЕМНОЕ")).toMatch(/^….*Тёмное озеро at the end$/);
  expect(excerptOf(LONG, "basalt")).toMatch(/^wet basalt/);
  expect(excerptOf("two\n  lines", "nowhere")).toBe("two lines");
});

test("a row says the time of today and the day of any other", () => {
  const now = new Date("2026-11-24T23:30:00Z");
  const oslo = { locale: "en-GB", timeZone: "Europe/Oslo" };
  expect(formatWhen("2026-11-24T23:06:00Z", oslo, now)).toBe("00:06");
  expect(formatWhen("2026-11-24T22:06:00Z", oslo, now)).toBe("24 Nov");
  expect(formatWhen("2025-11-24T14:06:00Z", oslo, now)).toBe("24 Nov 2025");
  expect(formatWhen("2026-11-23T14:06:00Z", { ...oslo, locale: "ru" }, now)).toBe("23 нояб.");
});
