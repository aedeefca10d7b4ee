import { expect, test } from "vitest";
import { monthName, shortMonthName } from "@/components/library/month-name";
import { suggest, taken } from "@/components/library/suggestions";
import { messages } from "@/lib/i18n/messages";
import { splitTokens, TOKEN_KEYS, type TokenKey } from "@/lib/library/policy/tokens";

test("each language has a name for every token, and it is understood", () => {
  for (const { library } of Object.values(messages))
    for (const key of TOKEN_KEYS) {
      const { tokens } = splitTokens(`${library.token[key]}:1`);
      expect(tokens, library.token[key]).toEqual([{ key, value: "1", isNot: false }]);
    }
});

const facet = (value: string, count: number, label = value) => ({
  ...{ value, label, count, isAtLeast: false, chosenBy: [] },
});
const facets = {
  status: [facet("picked", 3)],
  mark: [facet("rejected", 2)],
  rating: [],
  person: [facet("Lin Yao", 9), facet("Marta Ruiz", 4), facet("Анна Котова", 1)],
  project: [facet("AK", 14, "Autumn KV")],
  tag: [],
  collection: [],
  ratio: [facet("4:5", 2), facet("4:3", 1)],
  model: [],
  has: [],
};
const known = {
  facets,
  nameOf: (key: TokenKey) => messages.ru.library.token[key],
  wordOf: (_: TokenKey, value: string) => value,
  year: 2026,
};
const labels = (rest: string, tokens = splitTokens("").tokens) =>
  suggest({ tokens, rest }, known).map((it) => (it.kind === "key" ? `${it.key}:` : it.label));

test.each([
  ["", TOKEN_KEYS.map((key) => `${key}:`)],
  ["про", ["project:"]],
  ["wet pro", ["project:"]],
  ["wet ", []],
  ["by:", ["Lin Yao", "Marta Ruiz", "Анна Котова"]],
  ["-by:ru", ["Marta Ruiz"]],
  ["автор:ко", ["Анна Котова"]],
  ["project:aut", ["Autumn KV"]],
  ["project:a", ["Autumn KV"]],
  ["ratio:4:", ["4:5", "4:3"]],
  ["until:202", ["2026", "2025"]],
  ["kit:", []],
])("of %j this is offered: %j", (rest, expected) => {
  expect(labels(rest)).toEqual(expected);
});

test("what is in the search already is not offered again", () => {
  expect(labels("by:", [{ key: "by", value: "Lin Yao", isNot: false }])).not.toContain("Lin Yao");
});

test("what is taken replaces what was typed", () => {
  const parts = { tokens: [], rest: "wet -by:li" };
  const [value] = suggest(parts, known);
  if (!value) throw new Error("nothing offered");
  expect(taken(parts, value, known.nameOf)).toEqual({
    tokens: [{ key: "by", value: "Lin Yao", isNot: true }],
    rest: "wet ",
  });
  const [key] = suggest({ tokens: [], rest: "wet про" }, known);
  if (!key) throw new Error("nothing offered");
  expect(taken({ tokens: [], rest: "wet про" }, key, known.nameOf).rest).toBe("wet проект:");
});

test("months are written as each language writes them", () => {
  expect(monthName("2026-11", "en")).toBe("November 2026");
  expect(monthName("2026-11", "ru")).toBe("Ноябрь 2026");
  expect(shortMonthName("2026-11", "en")).toBe("Nov");
});
