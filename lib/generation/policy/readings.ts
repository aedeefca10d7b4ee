import { expand, type PromptInput, proseOf, valuesOf } from "@/lib/generation/policy/prompt";

/**
 * As typed, without notes, one for each combination of alternatives and values; at most `EXPANSIONS_MAX`. What
 * was written with a backslash still is: each can be compiled again, and comes to the same.
 */
export function readingsOf({ prompt, variables }: Pick<PromptInput, "prompt" | "variables">) {
  const prose = proseOf(prompt);
  return expand(prose, valuesOf(prose, variables)).texts;
}

/** Braces and brackets as they are: whatever was typed, it is one text. */
export const literal = (text: string) => text.replace(/(?<!\\)([{}]|\[(?=\[))/g, "\\$1");
