import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  addTokens,
  compilePrompt,
  EXPANSIONS_MAX,
  findMarks,
  type PromptInput,
  type PromptReference,
  removeTokens,
  renameToken,
  toReferenceName,
} from "@/lib/generation/policy/prompt";
import { PROMPT_LENGTH_MAX } from "@/lib/generation/schema/facts";

const reference = (name: string, change: Partial<PromptReference> = {}): PromptReference => ({
  name,
  role: null,
  isEnabled: true,
  ...change,
});

const compile = (prompt: string, change: Partial<PromptInput> = {}) =>
  compilePrompt({ prompt, variables: {}, references: [], verb: "fresh", ...change });

/** Handles of a tray: no two are the same. */
const namesArbitrary = fc
  .uniqueArray(
    fc.constantFrom("bottle", "stone-2", "Бутылка", "камень_3", "свет", "été", "बोतल", "7up"),
    { minLength: 2 },
  )
  .map((names) => names.map((name) => toReferenceName(name, [])));

/** Words between marks. */
const proseArbitrary = fc
  .array(fc.constantFrom("wet", "свет", "stone,", "a+b", "12%", "—", "(low)", "\n"), {
    minLength: 1,
  })
  .map((words) => words.join(" "));

const phraseOf = (name: string, slot: number) => `image ${slot} (${name})`;

describe("a token", () => {
  test("follows its reference to another slot and to another name", () => {
    fc.assert(
      fc.property(namesArbitrary, fc.nat(), proseArbitrary, (names, pick, prose) => {
        const chosen = names[pick % names.length] ?? "";
        const prompt = `${prose} @${chosen} ${prose}`;
        const moved = [...names.filter((name) => name !== chosen), chosen];
        const renamed = moved.map((name) => (name === chosen ? "новое-имя" : name));

        const before = compile(prompt, { references: moved.map((name) => reference(name)) });
        const after = compile(renameToken(prompt, chosen, "новое-имя"), {
          references: renamed.map((name) => reference(name)),
        });

        expect(before.missing).toEqual([]);
        expect(before.texts[0]).toContain(phraseOf(chosen, names.length));
        expect(after.missing).toEqual([]);
        expect(after.texts[0]).toContain(phraseOf("новое-имя", names.length));
      }),
    );
  });

  test("becomes the place of its picture among those that are sent, with its role", () => {
    const references = [
      reference("pose", { isEnabled: false }),
      reference("bottle", { role: "product" }),
    ];
    expect(compile("Put @Bottle on stone", { references })).toMatchObject({
      texts: ["Put image 1 (product: bottle) on stone"],
      missing: [],
      unmentioned: [],
    });
  });

  test("without a reference that is sent is missing, once for each name", () => {
    const references = [reference("pose", { isEnabled: false }), reference("stone")];
    const { missing, unmentioned } = compile("@cap @Cap @pose", { references });
    expect(missing.map((name) => name.toLowerCase())).toEqual(["cap", "pose"]);
    expect(unmentioned).toEqual([2]);
  });

  test.each([
    ["mail to a@b.com and a.b-@c.de", []],
    [String.raw`\@home`, []],
    ["@@home", []],
    ["@ home, @, @-x", []],
    ["(@stone), @свет.", ["stone", "свет"]],
    ["// @cap", []],
    ["@бутылка-2's", ["бутылка-2"]],
  ])("is found in %j", (prompt, names) => {
    expect(compile(prompt).missing).toEqual(names);
  });

  test("means the same name however its letters are composed", () => {
    const prompt = `@${"йод".normalize("NFD")}`;
    expect(compile(prompt, { references: [reference("йод")] }).texts).toEqual(["image 1 (йод)"]);
  });

  test("is removed with the space before it, and only outside notes", () => {
    expect(removeTokens("Light of @cap, @Cap\n// @cap", ["cap"])).toBe("Light of,\n// @cap");
  });
});

test.each(["", "A red boat", "A boat\n// dark", "A boat\n", "at @home,", "a@"])(
  "names that are added to %j are named there",
  (prompt) => {
    const references = [reference("one"), reference("two")];
    const { unmentioned } = compile(addTokens(prompt, ["one", "two"]), { references });
    expect(unmentioned).toEqual([]);
  },
);

describe("the text that is sent", () => {
  test("is what was typed, trimmed, when nothing in it is marked", () => {
    const plain = fc.string({ unit: "grapheme", maxLength: 400 }).map((text) =>
      // One brace, a slash or a mail address marks nothing.
      text.replaceAll(/[@{}|[\]\\/]/g, "x"),
    );
    fc.assert(
      fc.property(plain, (text) => {
        expect(compile(text)).toMatchObject({ texts: [text.trim()], expansionCount: 1, notes: [] });
      }),
    );
  });

  test("has nothing of the notes, which are kept", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(proseArbitrary, fc.nat(3)), { minLength: 1 }), (lines) => {
        const prompt = lines
          .map(([prose, indent]) => `${prose}\n${" ".repeat(indent)}// secret ${indent}`)
          .join("\n");
        const { texts, notes } = compile(prompt);
        expect(texts.join()).not.toContain("secret");
        expect(notes).toEqual(lines.map(([, indent]) => `secret ${indent}`));
      }),
    );
  });

  test.each([
    ['{"light": {"from": "left"}, "n": [1, [2]]}', '{"light": {"from": "left"}, "n": [1, [2]]}'],
    [String.raw`\{a\|b\} \[[c]] \@d`, "{a|b} [[c]] @d"],
    [String.raw`\// not a note`, "// not a note"],
    ["a | b } c { d", "a | b } c { d"],
    ["see http://example.com // here", "see http://example.com // here"],
  ])("keeps %j", (prompt, sent) => {
    expect(compile(prompt)).toMatchObject({ texts: [sent], expansionCount: 1, notes: [] });
  });

  test("begins with what the verb adds", () => {
    expect(compile("Warmer", { verb: "continue" }).texts[0]).toMatch(
      /^Start from image 1.+\n\nWarmer$/,
    );
  });
});

describe("alternatives and variables", () => {
  test("are as many texts as their number says, up to the limit", () => {
    const part = fc.oneof(
      proseArbitrary,
      fc.array(proseArbitrary, { minLength: 2, maxLength: 4 }).map((all) => `{${all.join("|")}}`),
      fc.constantFrom("[[colour]]", "[[место]]", "[[empty]]", "{a|{b|c}}"),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const { texts, expansionCount } = compile(parts.join(" "), {
          variables: { colour: "red|green", место: "лес\nполе|море" },
        });
        expect(texts).toHaveLength(Math.min(expansionCount, EXPANSIONS_MAX));
      }),
    );
  });

  test("are every combination, the last ones changing first", () => {
    const { texts } = compile("{red|green} [[thing]] at {dawn|night}", {
      variables: { thing: "boat|\n car " },
    });
    expect(texts).toEqual([
      "red boat at dawn",
      "red car at dawn",
      "red boat at night",
      "red car at night",
      "green boat at dawn",
      "green car at dawn",
      "green boat at night",
      "green car at night",
    ]);
  });

  test("can be nested, empty, and hold tokens", () => {
    expect(compile("a {b|c {d|e}|}", {}).texts).toEqual(["a b", "a c d", "a c e", "a"]);
    const references = [reference("one"), reference("two")];
    expect(compile("{@one|[[x]]}", { references, variables: { x: "@two" } })).toMatchObject({
      texts: ["image 1 (one)", "image 2 (two)"],
      unmentioned: [],
    });
  });

  test("a variable means the same value everywhere in one text, and counts only where it stands", () => {
    const { texts } = compile("{[[x]] and [[ x ]]|none}", { variables: { x: "1|2" } });
    expect(texts).toEqual(["1 and 1", "2 and 2", "none"]);
  });

  test("Q20: a million of them are counted, and no more made than may be sent", () => {
    const values = Array.from({ length: 1_000 }, (_, number) => number).join("|");
    const names = Array.from({ length: 300 }, (_, number) => `v${number}`);
    const variables = Object.fromEntries(names.map((name) => [name, values]));
    const { texts, expansionCount } = compile(names.map((name) => `[[${name}]]`).join(" "), {
      variables,
    });
    expect(expansionCount).toBe(Number.MAX_SAFE_INTEGER);
    expect(texts).toHaveLength(EXPANSIONS_MAX);
    expect(texts.map((text) => text.split(" ").at(-1))).toEqual(
      Array.from({ length: EXPANSIONS_MAX }, (_, number) => String(number)),
    );
  });

  test("Q20: a value that stands in the text thousands of times does not fill the memory", () => {
    const alternatives = `{${Array.from({ length: EXPANSIONS_MAX }, (_, number) => number).join("|")}}`;
    const { texts } = compile(alternatives + "[[a]]".repeat(6_000), {
      variables: { a: "x".repeat(4_000) },
    });
    expect(texts).toHaveLength(EXPANSIONS_MAX);
    for (const text of texts) {
      expect([...text].length).toBeGreaterThan(PROMPT_LENGTH_MAX);
      expect(text.length).toBeLessThan(6 * PROMPT_LENGTH_MAX);
    }
    const name = "a".repeat(120);
    const tokens =
      compile(`@${name} `.repeat(250), { references: [reference(name)] }).texts[0] ?? "";
    expect(tokens.split("image 1").length).toBe(251);
    const many = compile("@a ".repeat(10_000), {
      references: [{ ...reference("a"), role: "composition" }],
    }).texts[0];
    expect(many?.length).toBeLessThan(6 * PROMPT_LENGTH_MAX);
  });

  test("a variable without a value is named, whatever it is called", () => {
    expect(compile("[[constructor]] [[x]] [[y]] [[x]]", { variables: { y: " | " } })).toMatchObject(
      {
        variableNames: ["constructor", "x", "y"],
        emptyVariables: ["constructor", "x", "y"],
      },
    );
  });
});

test("the marks of a text are where they were typed", () => {
  const prompt = "@a {b|@c} [[d]]\n // @e {f|g}\n\\@h @i";
  expect(findMarks(prompt).map(({ kind, from, to }) => [kind, prompt.slice(from, to)])).toEqual([
    ["token", "@a"],
    ["alternatives", "{b|@c}"],
    ["token", "@c"],
    ["variable", "[[d]]"],
    ["note", " // @e {f|g}"],
    ["token", "@i"],
  ]);
});

describe("a name made from a file's name", () => {
  test("can stand after an @, is unlike the others, and stays itself", () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: "binary", maxLength: 60 }), { maxLength: 6 }),
        (files) => {
          const names: string[] = [];
          for (const file of files) names.push(toReferenceName(`${file}.png`, names));
          expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length);
          for (const name of names) {
            expect(name.isWellFormed()).toBe(true);
            expect(toReferenceName(name, [])).toBe(name);
            expect(findMarks(`@${name}`)).toMatchObject([
              { kind: "token", name, to: name.length + 1 },
            ]);
          }
        },
      ),
    );
  });
});

/** What made a pattern with two ways to fail try them all. */
test.each(["{", "{a|", "|", "{|}", "[[", "[[ ", " ", "\\", "@", "@a", "{[[a]]|", "\n//", "a "])(
  "a text of nothing but %j is read before anybody notices",
  (unit) => {
    const prompt = `{${unit.repeat(PROMPT_LENGTH_MAX / unit.length)}.`;
    const { texts, expansionCount } = compile(prompt, { variables: { a: "1|2" } });
    expect(texts).toHaveLength(Math.min(expansionCount, EXPANSIONS_MAX));
    expect(findMarks(prompt).length).toBeLessThanOrEqual(PROMPT_LENGTH_MAX);
  },
);
