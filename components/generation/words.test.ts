import { createTranslator } from "next-intl";
import { expect, test } from "vitest";
import { FAILURE_LOOK, MESSAGE_LOOK } from "@/components/generation/failure-look";
import { FAILURES } from "@/lib/generation/policy/failures";
import { failureCodeSchema } from "@/lib/generation/schema";
import { taskEventKindSchema } from "@/lib/generation/schema/task-log";
import { messages } from "@/lib/i18n/messages";
import { attentionCodeSchema } from "@/lib/money/schema";

const CHARGE_WORDS = {
  en: { no: /not charged/i, unlikely: /most likely not charged/i, yes: /made and charged/i },
  ru: {
    no: /деньги не списаны|ничего не списано/i,
    unlikely: /скорее всего, деньги не списаны/i,
    yes: /сделана и оплачена/i,
  },
};

const cases = (["en", "ru"] as const).flatMap((locale) =>
  failureCodeSchema.options.map((code) => ({ locale, code })),
);

test.each(cases)(
  "$code says in $locale what happened, what it cost and what to do",
  ({ locale, code }) => {
    const { feed } = messages[locale];
    const { action, charged } = FAILURES[code];
    expect(feed.failure[code].title).not.toBe("");
    expect(feed.failure[code].text).toMatch(CHARGE_WORDS[locale][charged]);
    expect(feed.action[action]).not.toBe("");
    expect(FAILURE_LOOK[code].icon).toBeDefined();
  },
);

test.each(["en", "ru"] as const)("every event of a task log has a word in %s", (locale) => {
  const words = Object.keys(messages[locale].viewer.event);
  expect(words.sort()).toEqual([...taskEventKindSchema.options].sort());
});

test.each(["en", "ru"] as const)("every state that stands still has a sentence in %s", (locale) => {
  const { state, message } = messages[locale].feed;
  for (const kind of Object.keys(MESSAGE_LOOK)) {
    expect(state).toHaveProperty(kind);
    expect(message).toHaveProperty(kind);
  }
});

test.each(["en", "ru"] as const)(
  "every reason to look at a picture has a sentence in %s",
  (locale) => {
    const words = Object.keys(messages[locale].attention.reason);
    expect(words.sort()).toEqual([...attentionCodeSchema.options, "unknown"].sort());
  },
);

test.each([
  ["en", "twice"],
  ["ru", "дважды"],
] as const)("who sends again is told plainly in %s that it may be paid twice", (locale, twice) => {
  const { label, text, confirm } = messages[locale].attention.decision.send_again;
  expect(label).toContain(twice);
  expect(text).toContain(twice);
  expect(confirm).toContain("{price}");
});

test("Russian counts runs by its own rules", () => {
  const t = createTranslator({ locale: "ru", messages: messages.ru, namespace: "feed" });
  const counted = [1, 2, 5, 11, 21, 112].map((count) => t("runCount", { count }));
  expect(counted).toEqual([
    "1 запуск",
    "2 запуска",
    "5 запусков",
    "11 запусков",
    "21 запуск",
    "112 запусков",
  ]);
});
