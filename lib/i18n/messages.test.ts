import { globSync, readFileSync } from "node:fs";
import { createTranslator } from "next-intl";
import { describe, expect, test } from "vitest";
import { LOCALES } from "@/lib/account/schema";
import { messages } from "./messages";

type Tree = { [key: string]: string | Tree };
type Ask = { name: string; kind: string; branches: string[] };

/** Dotted key and text, such as `common.nav.studio`. */
function flatten(tree: Tree, prefix = ""): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === "string"
      ? [[`${prefix}${key}`, value] as [string, string]]
      : flatten(value, `${prefix}${key}.`),
  );
}

const texts = { en: new Map(flatten(messages.en)), ru: new Map(flatten(messages.ru)) };

/** The outermost `{…}` of a text, each with the words before it. */
function groupsOf(text: string): { before: string; body: string }[] {
  const groups: { before: string; body: string }[] = [];
  let depth = 0;
  let start = 0;
  let end = 0;
  for (let index = 0; index < text.length; index++) {
    if (text[index] === "{" && depth++ === 0) start = index;
    if (text[index] === "}" && --depth === 0) {
      groups.push({
        before: text.slice(end, start).trim(),
        body: text.slice(start + 1, index),
      });
      end = index + 1;
    }
  }
  return groups;
}

/** What a message needs to be given, also inside its branches. */
function asksOf(text: string): Ask[] {
  return groupsOf(text).flatMap(({ body }): Ask[] => {
    const [name = "", kind = "", ...rest] = body.split(",").map((part) => part.trim());
    const branches = /^(plural|select|selectordinal)$/.test(kind) ? groupsOf(rest.join(",")) : [];
    return [
      { name, kind, branches: branches.map(({ before }) => before) },
      ...branches.flatMap((branch) => asksOf(branch.body)),
    ];
  });
}

/** Names of facts and tags. Their kind may differ: Russian inflects where English only shows the figure. */
function namesIn(text: string): string[] {
  const facts = asksOf(text).map(({ name }) => name);
  const tags = [...text.matchAll(/<(\w+)>/g)].map(([tag]) => tag);
  return [...new Set([...facts, ...tags])].sort();
}

describe("The two languages", () => {
  test("say the same things", () => {
    expect([...texts.ru.keys()].sort()).toEqual([...texts.en.keys()].sort());
    for (const [key, text] of [...texts.en, ...texts.ru]) expect(text.trim(), key).not.toBe("");
  });

  test("ask for the same facts", () => {
    for (const [key, text] of texts.en) {
      expect(namesIn(texts.ru.get(key) ?? ""), key).toEqual(namesIn(text));
    }
  });

  test("count as their own grammar does", () => {
    const needed = { en: ["other"], ru: ["one", "few", "many", "other"] };
    for (const locale of LOCALES) {
      for (const [key, text] of texts[locale]) {
        for (const { kind, branches } of asksOf(text).filter((ask) => ask.kind === "plural")) {
          expect(branches, `${locale} ${key} ${kind}`).toEqual(
            expect.arrayContaining(needed[locale]),
          );
        }
      }
    }
  });

  test.each(LOCALES)("can be put into words in %s for every count", (locale) => {
    const failures: string[] = [];
    const t = createTranslator({
      locale,
      messages: messages[locale],
      timeZone: "UTC",
      onError: (error) => failures.push(error.message),
    });
    for (const [key, text] of texts[locale]) {
      for (const count of [0, 1, 2, 5, 11, 21, 1.5]) {
        const facts = asksOf(text).map(({ name, kind }) => [name, kind === "" ? "x" : count]);
        const tags = [...text.matchAll(/<(\w+)>/g)].map(([, tag]) => [tag, String]);
        t.markup(key as never, Object.fromEntries([...facts, ...tags]));
      }
    }
    expect(failures).toEqual([]);
  });

  test("have no word that no screen says", () => {
    const sources = globSync("{app,components}/**/*.{ts,tsx}")
      .filter((path) => !path.includes(".test."))
      .map((path) => readFileSync(path, "utf8"));
    const unused = [...texts.en.keys()].filter(
      (key) => !sources.some((source) => isSaidIn(source, key)),
    );
    expect(unused).toEqual([]);
  });
});

/**
 * Whether a file opens a namespace at the head of the key and names the rest, or the start of the rest in a template
 * (`invalid.${field}`). The compiler has already refused keys that do not exist.
 */
function isSaidIn(source: string, key: string): boolean {
  const parts = key.split(".");
  return parts.slice(1).some((_, index) => {
    const namespace = parts.slice(0, index + 1).join(".");
    const rest = parts.slice(index + 1);
    if (!source.includes(`"${namespace}"`)) return false;
    const starts = rest.slice(1).map((__, end) => `\`${rest.slice(0, end + 1).join(".")}.\${`);
    return (
      source.includes(`"${rest.join(".")}"`) ||
      starts.some((start) => source.includes(start)) ||
      (rest.length === 1 && /\bt\(\w+\)/.test(source))
    );
  });
}
