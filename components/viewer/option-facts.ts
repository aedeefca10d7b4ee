import type { GenerationOptions } from "@/lib/generation/schema/inputs";

export type OptionFact = { key: keyof GenerationOptions; text: string };

/** The bare values of a setting, however deep: `image/jpeg, 90`. */
function wordsOf(value: unknown): string {
  if (value === null || typeof value !== "object") return String(value);
  return Object.values(value).map(wordsOf).join(", ");
}

/** What was set beyond shape and resolution. The words: messages, `viewer.option`. */
export const optionFacts = (options: GenerationOptions): OptionFact[] =>
  Object.entries(options).map(([key, value]) => ({
    key: key as keyof GenerationOptions,
    text: wordsOf(value),
  }));
