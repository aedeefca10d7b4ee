import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createNumbering, type NamedFile, nameOf } from "@/lib/takeout/policy/names";
import { hasToken, parsePattern } from "@/lib/takeout/policy/pattern";
import { NAME_TOKENS } from "@/lib/takeout/schema/facts";

const FILE: NamedFile = {
  picture: {
    ...{
      code: "AK-1122-08/2",
      projectName: "Осень KV",
      personName: "Lin Yao",
      prompt: "wet stone",
    },
    ...{ model: "gemini-3-pro", aspectRatio: "4:5", day: "2026-11-22", width: 3072, height: 3840 },
  },
  ...{ number: 7, of: 120, sizeName: null, width: 1080, height: 1350, extension: "jpg" },
};

function named(pattern: string, file: Partial<NamedFile> = {}, letters: "any" | "latin" = "any") {
  const parsed = parsePattern(pattern);
  if (!parsed.ok) throw new Error(parsed.error.code);
  return nameOf({ ...FILE, ...file }, parsed.value, letters);
}

describe("a pattern", () => {
  test.each([
    ["{project}-{code}-{ratio}-{date}", "Осень KV-AK-1122-08-2-4x5-2026-11-22.jpg"],
    ["{n} {person} {w}x{h}", "007 Lin Yao 1080x1350.jpg"],
    ["{size}", "1080x1350.jpg"],
    ["{ CODE }_{prompt}", "AK-1122-08-2_wet stone.jpg"],
    ["{model}}", "gemini-3-pro}.jpg"],
  ])("%s is %s", (pattern, name) => {
    expect(named(pattern)).toBe(name);
  });

  test("names the size of the channel", () => {
    expect(named("{code}-{size}", { sizeName: "instagram-story" })).toBe(
      "AK-1122-08-2-instagram-story.jpg",
    );
  });

  test.each([
    ["{code}-{artist}", { code: "unknown_token", token: "{artist}" }],
    ["{}", { code: "unknown_token", token: "{}" }],
    ["{code", { code: "unclosed_token" }],
    ["  ", { code: "pattern_empty" }],
    ["a".repeat(201), { code: "pattern_too_long", limit: 200 }],
  ])("%s is refused by name", (pattern, error) => {
    expect(parsePattern(pattern)).toEqual({ ok: false, error });
  });

  test("knows which of its parts tell sizes apart", () => {
    const parsed = parsePattern("{code}-{w}");
    expect(parsed.ok && hasToken(parsed.value, "size", "w")).toBe(true);
    expect(parsed.ok && hasToken(parsed.value, "size", "h")).toBe(false);
  });
});

describe("Z01: a name", () => {
  const project = (projectName: string) => ({ picture: { ...FILE.picture, projectName } });
  test.each([
    ["../../etc/passwd", "etc-passwd.jpg"],
    ["C:\\x", "C--x.jpg"],
    ["CON", "_CON.jpg"],
    ["nul.tar", "_nul.tar.jpg"],
    ["com¹", "_com¹.jpg"],
    ["a\u0000b\u202Egnp", "abgnp.jpg"],
    ["--force", "force.jpg"],
    ["...", "AK-1122-08-2.jpg"],
    ["a. .", "a.jpg"],
    ["line\nbreak", "line break.jpg"],
    ["\uD800half", "half.jpg"],
    ["e\u0301", "\u00e9.jpg"],
    ['"><img onerror>', "img onerror.jpg"],
    ["👩‍🚀 launch", "👩🚀 launch.jpg"],
  ])("of %j is %j", (name, safe) => {
    expect(named("{project}", project(name))).toBe(safe);
  });

  test.each([
    ["Щука и ёж", "Shchuka i ezh.jpg"],
    ["Café — Ørsted", "Cafe - Orsted.jpg"],
    ["東京", "AK-1122-08-2.jpg"],
  ])("of %s in Latin letters is %s", (name, safe) => {
    expect(named("{project}", project(name), "latin")).toBe(safe);
  });

  test("is cut between letters, and keeps its extension", () => {
    const name = named("{project}", project("Ж".repeat(300)));
    expect(name).toBe(`${"Ж".repeat(58)}.jpg`);
  });

  const wild = fc.string({
    unit: fc.oneof(
      fc.constantFrom(..."{}./\\:~ -\u0000\u202E\uD800"),
      fc.string({ unit: "binary", minLength: 1, maxLength: 1 }),
    ),
  });
  const anyPattern = fc
    .array(fc.oneof(fc.constantFrom(...NAME_TOKENS.map((token) => `{${token}}`)), wild))
    .map((parts) => parts.join(""));

  test("whatever it is made of, every system takes it, and no two are the same", () => {
    fc.assert(
      fc.property(
        anyPattern,
        fc.array(wild, { minLength: 1, maxLength: 20 }),
        fc.constantFrom("any" as const, "latin" as const),
        (pattern, texts, letters) => {
          const parsed = parsePattern(pattern);
          fc.pre(parsed.ok);
          if (!parsed.ok) return;
          const numbered = createNumbering();
          const names = texts.map((text) => {
            const picture = { ...FILE.picture, projectName: text, personName: text, prompt: text };
            return numbered(nameOf({ ...FILE, picture }, parsed.value, letters));
          });
          for (const name of names) {
            expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(120);
            expect(name).toMatch(/^[^\s.\-~<>:"/\\|?*\p{C}][^<>:"/\\|?*\p{C}]*\.jpg$/u);
            expect(name).not.toMatch(/[\s.]\.jpg$/);
            expect(name).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)\s*\./i);
            expect(name).toBe(name.normalize("NFC"));
            if (letters === "latin") expect(name).toMatch(/^[\x20-\x7e]+$/);
          }
          expect(new Set(names.map((name) => name.toLowerCase().normalize("NFC"))).size).toBe(
            names.length,
          );
        },
      ),
      { numRuns: 500 },
    );
  });
});

test("names that are taken are numbered, also those that only look alike on a disk", () => {
  const numbered = createNumbering(["not-included.txt"]);
  const given = ["a.png", "A.png", "a-2.png", "a.png", "Not-Included.txt"];
  expect(given.map(numbered)).toEqual([
    "a.png",
    "A-2.png",
    "a-2-2.png",
    "a-3.png",
    "Not-Included-2.txt",
  ]);
});
