import { err, ok, type Result } from "@/lib/shared/result";
import type { PatternRefusal } from "@/lib/takeout/schema";
import { NAME_TOKENS, type NameToken, PATTERN_LENGTH_MAX } from "@/lib/takeout/schema/facts";

type Part = { text: string } | { token: NameToken };
export type NamePattern = readonly Part[];

const isToken = (word: string): word is NameToken =>
  (NAME_TOKENS as readonly string[]).includes(word);

/** Reads `{project}-{code}`. What stands in braces has to be one of the tokens. */
export function parsePattern(text: string): Result<NamePattern, PatternRefusal> {
  if (text.trim() === "") return err({ code: "pattern_empty" });
  if ([...text].length > PATTERN_LENGTH_MAX)
    return err({ code: "pattern_too_long", limit: PATTERN_LENGTH_MAX });
  const parts: Part[] = [];
  let at = 0;
  while (at < text.length) {
    const open = text.indexOf("{", at);
    if (open < 0) break;
    if (open > at) parts.push({ text: text.slice(at, open) });
    const close = text.indexOf("}", open);
    if (close < 0) return err({ code: "unclosed_token" });
    const word = text
      .slice(open + 1, close)
      .trim()
      .toLowerCase();
    if (!isToken(word)) return err({ code: "unknown_token", token: text.slice(open, close + 1) });
    parts.push({ token: word });
    at = close + 1;
  }
  if (at < text.length) parts.push({ text: text.slice(at) });
  return ok(parts);
}

export const hasToken = (pattern: NamePattern, ...tokens: NameToken[]): boolean =>
  pattern.some((part) => "token" in part && tokens.includes(part.token));
