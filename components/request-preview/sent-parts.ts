import { imagePhrase, type PromptReference } from "@/lib/generation/policy/prompt";

/** `number` is that of the picture which the stretch names; null for mere words. */
export type SentPart = { at: number; text: string; number: number | null };

/** The text as sent, parted at the phrases that stand for pictures. */
export function sentParts(
  text: string,
  references: readonly Pick<PromptReference, "name" | "role">[],
): SentPart[] {
  const parts: SentPart[] = [];
  let end = 0;
  for (const { index, 1: digits } of text.matchAll(/image (\d+) \(/g)) {
    const number = Number(digits);
    const reference = references[number - 1];
    const phrase = reference && imagePhrase(reference, number);
    if (!phrase || index < end || !text.startsWith(phrase, index)) continue;
    parts.push({ at: end, text: text.slice(end, index), number: null });
    end = index + phrase.length;
    parts.push({ at: index, text: phrase, number });
  }
  return [...parts, { at: end, text: text.slice(end), number: null }].filter((part) => part.text);
}
