import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { emptyState } from "@/components/composer/composer-state";
import { toStaged } from "@/components/composer/go-back";
import { wordsPutBack } from "@/components/composer/put-back";
import type { Staged } from "@/lib/draft/schema";
import { MODELS } from "@/lib/generation/models";
import { removeTokens } from "@/lib/generation/policy/prompt";

const written = (prompt: string, variables: Record<string, string> = {}) => ({ prompt, variables });

describe("An undo brings back what was taken and keeps what was typed since", () => {
  test.each([
    ["a @cup on a table", "a on a table", "a @cup on a table"],
    ["a @cup on a table", "a on a table by a window", "a @cup on a table by a window"],
    ["a @cup", "a red", "a red @cup"],
    ["@cup on a table", "Slowly: on a table", "Slowly: @cup on a table"],
    ["a @cup and @cap", "a and more", "a @cup and more @cap"],
    ["like @ab b", "like Xb", "like @ab Xb"],
    ["a @cup here", "", ""],
  ])("%j, then typed to %j: %j", (before, now, expected) => {
    expect(wordsPutBack(written(now), written(before), ["cup", "cap", "ab"]).prompt).toBe(expected);
  });

  test("in the values of variables too", () => {
    const before = written("[[x]]", { x: "@cup|tea" });
    const now = written("[[x]] now", { x: "|tea|milk" });
    expect(wordsPutBack(now, before, ["cup"])).toEqual({
      prompt: "[[x]] now",
      variables: { x: "@cup|tea|milk" },
    });
  });

  test("whatever was written and typed, no letter of either is lost", () => {
    const word = fc.constantFrom("@cup", "@cap", "b", " ", "\n", "x");
    const text = fc.array(word, { maxLength: 12 }).map((words) => words.join(""));
    fc.assert(
      fc.property(text, text, (before, typed) => {
        const left = removeTokens(before, ["cup"]);
        const { prompt } = wordsPutBack(written(`${left}${typed}`), written(before), ["cup"]);
        const letters = (written: string) => [...written.replace(/\s/g, "")].sort();
        expect(letters(prompt)).toEqual(letters(before + typed));
      }),
    );
  });

  test("when it was only another picture that had been staged", () => {
    const staged = (code: string): Staged => ({
      ...{ imageId: "i", code, verb: "continue", marks: [], markedId: null },
    });
    const before = { ...emptyState(MODELS), prompt: "", staged: staged("AK-1") };
    const now = { ...before, prompt: "typed meanwhile", staged: staged("AK-2"), variantCount: 2 };
    expect(toStaged(now, before)).toEqual({ ...now, staged: staged("AK-1") });
  });
});
