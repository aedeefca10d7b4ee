import fc from "fast-check";
import { expect, test } from "vitest";
import { emptySearch, parseSearch } from "@/lib/library/policy/search";
import {
  eachWithout,
  endOf,
  hasToken,
  joinTokens,
  replaceWord,
  splitTokens,
  switchToken,
  toggleToken,
  withoutEnd,
} from "@/lib/library/policy/tokens";

const TODAY = "2026-11-24";
const read = (text: string) => parseSearch(text, TODAY);
const none = emptySearch();

test.each([
  ["wet stone", { words: ["wet", "stone"] }],
  ['"wet stone" bottle', { phrases: ["wet stone"], words: ["bottle"] }],
  ["мокрый камень", { words: ["мокрый", "камень"] }],
  ["by:lin", { by: ["lin"] }],
  ['by:"Lin Yao"', { by: ["Lin Yao"] }],
  ["BY:lin by:marta", { by: ["lin", "marta"] }],
  ["project:AK", { project: ["AK"] }],
  ["ratio:4:5", { ratio: ["4:5"] }],
  ["status:picked", { status: ["picked"] }],
  ["mark:rejected", { mark: ["rejected"] }],
  ["has:stars", { has: ["stars"] }],
  ['tag:"Spring set"', { tag: ["Spring set"] }],
  ["colour:Teal color:red", { colour: ["teal", "red"] }],
  ["like:AK-1122-08/2", { like: "AK-1122-08/2" }],
  ["rating:>=3", { starsMin: 3 }],
  ["rating:>3", { starsMin: 4 }],
  ["rating:<2", { starsMax: 1 }],
  ["rating:4", { starsMin: 4, starsMax: 4 }],
  ["rating:>=2 rating:<=4", { starsMin: 2, starsMax: 4 }],
  ["since:2026", { since: "2026-01-01" }],
  ["until:2026", { until: "2026-12-31" }],
  ["until:2024-02", { until: "2024-02-29" }],
  ["since:2026-11-20", { since: "2026-11-20" }],
  ["since:7d", { since: "2026-11-17" }],
  ["since:2w", { since: "2026-11-10" }],
  ["kit:aqua", { isImpossible: true }],
  ["has:pins", { isImpossible: true }],
  ["note:this", { words: ["note", "this"] }],
  ["AK-1122-08", { words: ["AK", "1122", "08"] }],
])("%s is understood", (text, expected) => {
  expect(read(text)).toEqual({ search: { ...none, ...expected }, problems: [] });
});

test.each([
  ["-bottle", { words: ["bottle"] }],
  ['-"wet stone"', { phrases: ["wet stone"] }],
  ["-by:lin", { by: ["lin"] }],
  ["-ratio:1:1", { ratio: ["1:1"] }],
  ["-status:rejected", { status: ["rejected"] }],
  ["-mark:picked", { mark: ["picked"] }],
  ["-has:tags", { has: ["tags"] }],
  ["-tag:spring", { tag: ["spring"] }],
  ["-colour:white", { colour: ["white"] }],
])("a minus turns %s round", (text, expected) => {
  expect(read(text)).toEqual({
    search: { ...none, not: { ...none.not, ...expected } },
    problems: [],
  });
});

test.each([
  ["ratio:7:3", "unknown_value"],
  ["status:lost", "unknown_value"],
  ["has:wings", "unknown_value"],
  ["colour:loud", "unknown_value"],
  ["-like:AK-1122-08/2", "unknown_value"],
  ["rating:9", "unknown_value"],
  ["since:yesterday", "unknown_value"],
  ["since:2026-13", "unknown_value"],
  ["since:2026-02-30", "unknown_value"],
  ["by:", "empty_value"],
  ['"half a phrase', "unclosed_quote"],
])("%s is told, and the rest counts", (token, code) => {
  const { search, problems } = read(`bottle ${token}`);
  expect(problems).toEqual([{ token, code }]);
  expect(search.words).toEqual(["bottle"]);
});

test("whatever is typed, it is read, and nothing but letters and digits becomes a word", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 200 }), (text) => {
      for (const word of read(text).search.words) expect(word).toMatch(/^[\p{L}\p{M}\p{N}]+$/u);
    }),
  );
});

test("a facet puts its token in and takes it out again", () => {
  const value = fc.constantFrom("lin", "Lin Yao", "4:5", "Анна");
  const text = fc.constantFrom("", "wet stone", 'by:"Lin Yao" low light', "ratio:4:5");
  fc.assert(
    fc.property(text, value, (before, name) => {
      const asked = { key: "by", value: name, chosenBy: [] } as const;
      const isThere = hasToken(before, asked);
      const once = toggleToken(before, asked);
      expect(hasToken(once, asked)).toBe(!isThere);
      expect(read(toggleToken(once, asked)).search.by.toSorted()).toEqual(
        read(before).search.by.toSorted(),
      );
    }),
  );
});

test("where only one value makes sense, another takes its place", () => {
  const three = { key: "rating", value: ">=3", chosenBy: [] } as const;
  expect(switchToken("rating:>=5 by:lin stone", three)).toBe("by:lin rating:>=3 stone");
  expect(switchToken("rating:>=3 by:lin", three)).toBe("by:lin");
});

test("a facet is chosen by whatever name means it, and takes all of them out", () => {
  const lin = { key: "by", value: "Lin Yao", chosenBy: ["lin", "me"] } as const;
  expect(hasToken("by:Lin stone", lin)).toBe(true);
  expect(toggleToken('by:Lin by:me by:anna by:"Lin Yao" stone', lin)).toBe("by:anna stone");
  expect(hasToken("-by:lin", lin)).toBe(false);
});

test("a token is the same whether its name is English or Russian", () => {
  expect(read("автор:Лин -формат:4:5 оценка:>=3").search).toEqual(
    read("by:Лин -ratio:4:5 rating:>=3").search,
  );
});

test("whole tokens stand apart from the words, and what is being typed stays with them", () => {
  const by = { key: "by", value: "Lin Yao", isNot: false };
  const ratio = { key: "ratio", value: "4:5", isNot: true };
  expect(splitTokens('wet by:"Lin Yao" stone -ratio:4:5 ')).toEqual({
    tokens: [by, ratio],
    rest: "wet stone ",
  });
  expect(splitTokens("wet by:li", true)).toEqual({ tokens: [], rest: "wet by:li" });
  expect(splitTokens('wet by:"Lin Y').tokens).toEqual([]);
  expect(splitTokens("by: kit:aqua note:this").tokens).toEqual([]);
});

const PARTS = [
  ...["wet", "камень", "by:lin", 'by:"Lin Yao"', '"wet stone"', "-ratio:4:5", "kit:aqua"],
  ...["by:", "-stone", "note:x", 'по"ловина', "AK-1122-08/1", "rating:>=3"],
];

test("tokens and words can be put together again without another meaning", () => {
  const someText = fc.array(fc.constantFrom(...PARTS)).map((parts) => parts.join(" "));
  fc.assert(
    fc.property(someText, (before) => {
      const { tokens, rest } = splitTokens(before);
      const { search } = read(joinTokens(tokens, rest));
      for (const key of ["words", "phrases", "by", "ratio", "isImpossible"] as const)
        expect(search[key]).toEqual(read(before).search[key]);
    }),
  );
});

test.each([
  ["", { isNot: false, key: null, value: "" }, ""],
  ["wet ", { isNot: false, key: null, value: "" }, "wet "],
  ["wet pro", { isNot: false, key: null, value: "pro" }, "wet "],
  ["wet -by:li", { isNot: true, key: "by", value: "li" }, "wet "],
  ['by:"Lin Y', { isNot: false, key: "by", value: "Lin Y" }, ""],
  ["kit:a", null, ""],
])("of %j the end is known", (typed, end, before) => {
  expect(endOf(typed)).toEqual(end);
  expect(withoutEnd(typed)).toBe(before);
});

test("a search is known without each of its parts", () => {
  expect(eachWithout("wet by:lin  -stone")).toEqual([
    { part: "wet", rest: "by:lin -stone" },
    { part: "by:lin", rest: "wet -stone" },
    { part: "-stone", rest: "wet by:lin" },
  ]);
});

test("a word is replaced where it stands by itself, and not in a token", () => {
  expect(replaceWord("botle botles by:botle -botle", "botle", "bottle")).toBe(
    "by:botle bottle botles -bottle",
  );
});
